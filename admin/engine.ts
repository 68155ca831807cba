// Everything that the pages take from the engine stands here, so that what they depend on is seen at one glance.
export {
  type Absence,
  type AbsenceOutcome,
  isNow as isAbsentNow,
  readAbsences,
  recordAbsence,
  withdrawAbsence,
} from '../engine/access/absences.ts';
export type { Access, Identity } from '../engine/access/access.ts';
export { logAccess } from '../engine/access/accessLog.ts';
export { sessionCookieName } from '../engine/access/credentials.ts';
export { hashPassword } from '../engine/access/password.ts';
export {
  addMember,
  assignRole,
  createPerson,
  findPerson,
  groupsWithoutMembers,
  insertGroup,
  isRole,
  type Person,
  roles,
  unstaffedGroups,
  usernamePattern,
} from '../engine/access/people.ts';
export {
  type Action,
  actions,
  authorize,
  isAdministrator,
  type ListLimits,
  listLimits,
  type TaskResource,
} from '../engine/access/policy.ts';
export { exportEvents, type ReadFilter, searchExports, searchReads } from '../engine/access/readLog.ts';
export { newPassword } from '../engine/access/secret.ts';
export type { OpenSession } from '../engine/access/sessions.ts';
export { minPasswordLength } from '../engine/access/signIn.ts';
export type { BackupRecord } from '../engine/backupRecord.ts';
export { type Change, changeText, compareFiles, type VersionFile } from '../engine/compare/index.ts';
export { type XmlNode, xmlTree } from '../engine/compare/xmlTree.ts';
export type { Command } from '../engine/core/commands.ts';
export type { Event } from '../engine/core/events.ts';
export type { Json, Variables } from '../engine/core/json.ts';
export type { ElementModel, ProcessModel } from '../engine/core/model.ts';
export type { Lookup } from '../engine/core/ports.ts';
export { withoutAccents } from '../engine/core/withoutAccents.ts';
export { BLANK_KINDS, blankFile, idOf } from '../engine/exchange/blankFiles.ts';
export { importFiles } from '../engine/exchange/importFiles.ts';
export { writeArchive } from '../engine/exchange/writeArchive.ts';
export { type DecisionModel, neededVariables, parseDecisions } from '../engine/expressions/index.ts';
export { anonymous, identify, identityOf, isGenuine, linkOrigin, ownOrigin } from '../engine/http/caller.ts';
export { withFeel } from '../engine/http/formFeel.ts';
export { caseFacts, isInvolvedIn } from '../engine/http/loaders.ts';
export type { HttpOptions } from '../engine/http/options.ts';
export { choiceOf, findForm } from '../engine/http/taskForms.ts';
export { searchCases, searchTasks } from '../engine/http/visibility.ts';
export { isAddress } from '../engine/jobs/addresses.ts';
export { hashCaseCode } from '../engine/jobs/caseCodes.ts';
export { csvCell } from '../engine/jobs/csv.ts';
export { openInboundHeader } from '../engine/jobs/inbound/inboundHeader.ts';
export { readMailTemplate } from '../engine/jobs/mailTemplate.ts';
export { renderMail } from '../engine/jobs/renderMail.ts';
export { type SurveyKind, surveyScale } from '../engine/jobs/surveyKinds.ts';
export { knownLint, type LintResult, lintFiles } from '../engine/lint/lintFiles.ts';
export {
  type Conflict as MergeConflict,
  mergeTexts,
  type Side as MergeSide,
} from '../engine/merge/index.ts';
export {
  type Grain,
  type IndicatorDefinition,
  type Period,
  parsePeriod,
  periodOf as periodAt,
  previousPeriod,
  rangeOf,
  yearBefore,
} from '../engine/metrics/index.ts';
export type { Oversight } from '../engine/oversight.ts';
export { problemText, problemTextOf } from '../engine/problemCatalog.ts';
export {
  answerApproval,
  askApproval,
  type Effect,
  effectOn,
  type Gate,
  gateOf,
  isSame as isSameDeployment,
  type PlayedTest,
  publishDraft,
  type Rollback,
  refusalsOf,
  rollBack,
  rollbackTo,
} from '../engine/publishing/index.ts';
export { isAnswer } from '../engine/runtime/calendarAnswer.ts';
export {
  type ActionDetail,
  type CaseAction,
  isCaseAct,
  RECEIVED,
} from '../engine/runtime/caseActions/index.ts';
export { parseCatalog } from '../engine/runtime/catalog.ts';
export type { CatalogChange } from '../engine/runtime/catalogs.ts';
export type { Change as LiveChange } from '../engine/runtime/changes.ts';
export { type ConnectorUse, connectorUses } from '../engine/runtime/connectorUses.ts';
export { type ConsentText, readConsent } from '../engine/runtime/consentText.ts';
export {
  type DecisionTrialOutcome,
  type DecisionTrialRow,
  type TriedDecision,
  tryDecisions,
} from '../engine/runtime/decisionTrial.ts';
export { type DraftFileKind, isDraftFileName, kindOfDraftFile } from '../engine/runtime/draftNames.ts';
export { tooMany, wrongFile } from '../engine/runtime/draftRules.ts';
export type {
  Draft,
  DraftContent,
  DraftFile,
  DraftRevision,
  Drafts,
  Present,
  Refusal,
  SaveOutcome,
} from '../engine/runtime/drafts.ts';
export { type DueRefused, previewDue } from '../engine/runtime/duePreview.ts';
export type {
  Engine,
  HistoryBatch,
  Principal,
  Problem,
  Rejection,
  Resource,
  Role,
} from '../engine/runtime/engine.ts';
export { resolver } from '../engine/runtime/folderLookups.ts';
export {
  GUIDE_KINDS,
  type GuideKind,
  type GuideText,
  isGuideName,
  readGuide,
} from '../engine/runtime/guideText.ts';
export type { IndicatorRow } from '../engine/runtime/indicators/query.ts';
export type {
  CaseResult,
  Census,
  Mapping as CaseMapping,
  Pair,
  Pairing,
  Route as MigrationRoute,
  Run as MigrationRun,
  StoredRun,
  Trial,
} from '../engine/runtime/migration/index.ts';
export { type NoteRequest, writeNote } from '../engine/runtime/notes.ts';
export type { Recalculated } from '../engine/runtime/recalculation.ts';
export { type PublicRequest, readRequests } from '../engine/runtime/requestCatalog.ts';
export { type ClockRow, readClocks } from '../engine/runtime/slaReading.ts';
export { zoneOf } from '../engine/runtime/zones.ts';
export {
  type Call,
  isWatching,
  markSeen,
  readCalls,
  readFromOutside,
  readNews,
  readSeen,
  readWatches,
  unwatch,
  type Watched,
  watch,
} from '../engine/store/attention.ts';
export { canonicalJson } from '../engine/store/canonical.ts';
export { readCaseRelations } from '../engine/store/caseRelations.ts';
export type { ContentVersion } from '../engine/store/contentVersions.ts';
export type { NewDocument, StoredDocument } from '../engine/store/documents.ts';
export { type Lru, lru, remembered } from '../engine/store/lru.ts';
export { findNote, type Note, readNotes } from '../engine/store/notes.ts';
export type { OpenStore } from '../engine/store/openStore.ts';
export { ANSWER_USED } from '../engine/store/projections/facts.ts';
export {
  newestDeploymentOf,
  type Publication,
  readDeployedFiles,
  readPublications,
} from '../engine/store/publications.ts';
export {
  type Audience,
  readSetting,
  readViews,
  removeView,
  type SavedView,
  saveView,
  writeSetting,
} from '../engine/store/savedViews.ts';
export type { Condition, Db, Page, Projection, Query, Row, Store } from '../engine/store/store.ts';
export {
  type DraftedTask,
  forgetTaskDrafts,
  readDraftsOf,
  readTaskDraft,
  readTaskDraftRevisions,
  type TaskDraftKind,
  type TaskDraftRevision,
  writeLateState,
  writeTaskDraft,
} from '../engine/store/taskDrafts.ts';
export { leaveTask, readTaskPresence, tellTaskPresence } from '../engine/store/taskPresence.ts';
export { caseMark } from '../engine/store/texts/marks.ts';
export type { Excerpt } from '../engine/store/texts/openTexts.ts';
export { wordsIn } from '../engine/store/texts/words.ts';
export type { VariableFilter } from '../engine/store/variableSearch.ts';
export {
  type FacetRow,
  type Facets,
  taskFacets,
} from '../engine/store/workListFacets.ts';
export { type ListOrder, listPositions, sortOfList } from '../engine/store/workListPage.ts';
export { readDone, readWorkload, type Workload } from '../engine/store/workload.ts';
export { offerToSubstitute } from '../engine/substitution.ts';
export { same } from '../engine/testing/same.ts';
export {
  addBusinessTime,
  businessDaysBetween,
  businessMillisBetween,
  type Calendar,
  type CalendarDay,
  type CalendarDifference,
  type CalendarException,
  type ClockState,
  calendarYear,
  compareCalendars,
  differingDays,
  exceptionLine,
  type HolidayRule,
  type Hours,
  holidayLine,
  holidays,
  hoursText,
  instantOf,
  type LedgerLine,
  type Lines,
  MODES,
  parseDateTime,
  readExceptions,
  readHolidays,
  readHours,
  WEEKDAYS,
} from '../engine/time/index.ts';
export { CHECKS, type Check, type Finding } from '../engine/verification/finding.ts';
export type { Verification, Verifications } from '../engine/verification/runs.ts';

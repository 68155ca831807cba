// Every page, in one list.
import type { PageRoute } from '../route.ts';
import { absencePages } from './absences.ts';
import { accessRecordPages } from './accessRecord.ts';
import { activityCasePages } from './activityCases.ts';
import { auditPages } from './audit.ts';
import { backupPages } from './backups.ts';
import { calendarEditPages } from './calendarEdit.ts';
import { calendarRecalculationPages } from './calendarRecalculation.ts';
import { calendarPages } from './calendars.ts';
import { casePages } from './case.ts';
import { caseActionPages } from './caseActions.ts';
import { caseClockPages } from './caseClocks.ts';
import { caseDocumentPages } from './caseDocument.ts';
import { caseListPages } from './caseList.ts';
import { caseMailPages } from './caseMails.ts';
import { caseSurveyPages } from './caseSurvey.ts';
import { catalogPages } from './catalogs.ts';
import { changePages } from './changes.ts';
import { compareDraftPages } from './compareDraft.ts';
import { consentPages } from './consent.ts';
import { contentEditPages } from './contentEdit.ts';
import { conversationPages } from './conversation.ts';
import { decisionEditPages } from './decisionEdit.ts';
import { deploymentPages } from './deployment.ts';
import { documentPages } from './documents.ts';
import { draftPages } from './draft.ts';
import { draftChangePages } from './draftChanges.ts';
import { draftConnectorPages } from './draftConnectors.ts';
import { draftDownloadPages } from './draftDownloads.ts';
import { draftFilePages } from './draftFiles.ts';
import { draftsPages } from './drafts.ts';
import { drawingEditPages } from './drawingEdit.ts';
import { filePages } from './file.ts';
import { formEditPages } from './formEdit.ts';
import { groupPages } from './groups.ts';
import { handOverPages } from './handOver.ts';
import { healthPages } from './health.ts';
import { helpPages } from './help.ts';
import { homePages } from './home.ts';
import { incidentPages } from './incident.ts';
import { indicatorPages } from './indicator.ts';
import { installedPages } from './installed.ts';
import { mergeDraftPages } from './mergeDraft.ts';
import { migrationPages } from './migration.ts';
import { migrationRunPages } from './migrationRun.ts';
import { operationPages } from './operation.ts';
import { operationListPages } from './operationLists.ts';
import { peoplePages } from './people.ts';
import { permissionPages } from './permissions.ts';
import { personPages } from './person.ts';
import { processPages } from './process.ts';
import { processDifferencePages } from './processDifferences.ts';
import { processesPages } from './processes.ts';
import { processStartPages } from './processStart.ts';
import { productHealthPages } from './productHealth.ts';
import { publishDraftPages } from './publishDraft.ts';
import { readPages } from './reads.ts';
import { reportSchedulePages } from './reportSchedules.ts';
import { reportPages } from './reports.ts';
import { searchPages } from './search.ts';
import { sessionPages } from './sessions.ts';
import { signInPages } from './signIn.ts';
import { startPages } from './start.ts';
import { surveyPages } from './survey.ts';
import { taskPages } from './task.ts';
import { taskDraftPages } from './taskDraft.ts';
import { taskListPages } from './taskList.ts';
import { taskListBulkPages } from './taskListBulk.ts';
import { taskListViewPages } from './taskListViews.ts';
import { teamPages } from './team.ts';
import { trackPages } from './track.ts';
import { trackMessagePages } from './trackMessages.ts';
import { verificationPages } from './verification.ts';

export const pageRoutes: readonly PageRoute[] = [
  ...startPages,
  ...filePages,
  ...consentPages,
  ...installedPages,
  ...trackPages,
  ...trackMessagePages,
  ...surveyPages,
  ...signInPages,
  ...changePages,
  ...homePages,
  ...taskListPages,
  ...taskListBulkPages,
  ...taskListViewPages,
  ...taskPages,
  ...teamPages,
  ...absencePages,
  ...taskDraftPages,
  ...caseListPages,
  ...searchPages,
  ...helpPages,
  ...casePages,
  ...caseActionPages,
  ...caseDocumentPages,
  ...caseClockPages,
  ...conversationPages,
  ...handOverPages,
  ...caseMailPages,
  ...caseSurveyPages,
  ...incidentPages,
  ...auditPages,
  ...readPages,
  ...verificationPages,
  ...documentPages,
  ...calendarPages,
  ...calendarEditPages,
  ...calendarRecalculationPages,
  ...catalogPages,
  ...indicatorPages,
  ...reportSchedulePages,
  ...activityCasePages,
  ...reportPages,
  ...processesPages,
  ...draftsPages,
  ...draftPages,
  ...draftChangePages,
  ...draftDownloadPages,
  ...healthPages,
  ...draftFilePages,
  ...drawingEditPages,
  ...decisionEditPages,
  ...formEditPages,
  ...contentEditPages,
  ...draftConnectorPages,
  ...processPages,
  ...processDifferencePages,
  ...processStartPages,
  ...migrationPages,
  ...migrationRunPages,
  ...compareDraftPages,
  ...mergeDraftPages,
  ...publishDraftPages,
  ...deploymentPages,
  ...peoplePages,
  ...personPages,
  ...sessionPages,
  ...groupPages,
  ...permissionPages,
  ...accessRecordPages,
  ...operationPages,
  ...operationListPages,
  ...productHealthPages,
  ...backupPages,
];

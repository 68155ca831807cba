// The fields of our own panel groups: each reads one value of an element and writes it as one step that can be undone.
import {
  CheckboxEntry,
  FeelEntry,
  isCheckboxEntryEdited,
  isFeelEntryEdited,
  isSelectEntryEdited,
  isTextAreaEntryEdited,
  isTextFieldEntryEdited,
  SelectEntry,
  TextAreaEntry,
  TextFieldEntry,
} from '@bpmn-io/properties-panel';

/** What a field shows and does, whatever it is drawn as. */
export interface Field {
  id: string;
  label: string;
  description?: string;
  get(): string;
  set(value: string | undefined): void;
  /** The reason why a value cannot be. */
  validate?(value: string): string | undefined;
}

/** An entry as the panel takes it. */
export interface PanelEntry {
  id: string;
  component: unknown;
  isEdited?: unknown;
  [property: string]: unknown;
}

export type Debounce = (work: (...args: never[]) => void) => unknown;

const common = ({ id, label, description, get, set, validate }: Field) => ({
  id,
  label,
  ...(description !== undefined && { description }),
  getValue: () => get(),
  setValue: (value: string | undefined) => set(value === '' ? undefined : value),
  ...(validate && { validate: (value: string | undefined) => validate(value ?? '') }),
});

export const textField = (field: Field, debounce: Debounce): PanelEntry => ({
  ...common(field),
  component: TextFieldEntry,
  isEdited: isTextFieldEntryEdited,
  debounce,
});

export const textArea = (field: Field, debounce: Debounce): PanelEntry => ({
  ...common(field),
  component: TextAreaEntry,
  isEdited: isTextAreaEntryEdited,
  autoResize: true,
  debounce,
});

/** Text as it stands, or an expression after `=`. */
export const feelField = (field: Field, debounce: Debounce, isRequired = false): PanelEntry => ({
  ...common(field),
  component: FeelEntry,
  isEdited: isFeelEntryEdited,
  feel: isRequired ? 'required' : 'optional',
  debounce,
});

export interface Choice {
  value: string;
  label: string;
}

export const choiceField = (field: Field, choices: () => readonly Choice[]): PanelEntry => ({
  ...common(field),
  component: SelectEntry,
  isEdited: isSelectEntryEdited,
  getOptions: () => choices(),
});

export const checkField = (
  field: Omit<Field, 'get' | 'set'> & { get(): boolean; set(value: boolean): void },
) => ({
  id: field.id,
  label: field.label,
  ...(field.description !== undefined && { description: field.description }),
  getValue: () => field.get(),
  setValue: (value: boolean) => field.set(value),
  component: CheckboxEntry,
  isEdited: isCheckboxEntryEdited,
});

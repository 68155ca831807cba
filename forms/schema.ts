// The shape of a `.form` file: the form-js JSON schema (version 19) as this product reads it, with its two extension properties.
import type { Json } from '../engine/core/json.ts';
import type { ButtonComponent } from './fields/button.ts';
import type { CheckboxComponent } from './fields/checkbox.ts';
import type { ChecklistComponent } from './fields/checklist.ts';
import type { DatetimeComponent } from './fields/datetime.ts';
import type { DocumentPreviewComponent } from './fields/documentPreview.ts';
import type { DynamiclistComponent } from './fields/dynamiclist.ts';
import type { ExpressionComponent } from './fields/expression.ts';
import type { FilepickerComponent } from './fields/filepicker.ts';
import type { GroupComponent } from './fields/group.ts';
import type { HtmlComponent } from './fields/html.ts';
import type { IframeComponent } from './fields/iframe.ts';
import type { ImageComponent } from './fields/image.ts';
import type { NumberComponent } from './fields/number.ts';
import type { RadioComponent } from './fields/radio.ts';
import type { SelectComponent } from './fields/select.ts';
import type { SeparatorComponent } from './fields/separator.ts';
import type { SpacerComponent } from './fields/spacer.ts';
import type { TableComponent } from './fields/table.ts';
import type { TaglistComponent } from './fields/taglist.ts';
import type { TextComponent } from './fields/text.ts';
import type { TextareaComponent } from './fields/textarea.ts';
import type { TextfieldComponent } from './fields/textfield.ts';

/** A text that may be FEEL (it then starts with `=`) or hold `{{ }}` placeholders. */
export type Templated = string;

/** A FEEL expression; a leading `=` is allowed everywhere and demanded where plain text would do too. */
export type Feel = string;

export interface Extensions {
  /** FEEL: the field must be answered when this gives true. */
  requiredIf?: Feel;
  /** FEEL: the answers are refused at this field unless this gives true. */
  validate?: Feel;
  /** What to say when `validate` fails. */
  validateMessage?: Templated;
  /** An HTML autocomplete token, e.g. `name` or `street-address`. */
  autocomplete?: string;
  /** What the field holds where a person without an account files: they are not asked. */
  publicValue?: string;
  [name: string]: unknown;
}

/** What every component may carry. */
export interface BaseComponent {
  type: string;
  id?: string;
  key?: string;
  label?: Templated;
  description?: Templated;
  disabled?: boolean | Feel;
  readonly?: boolean | Feel;
  defaultValue?: Json;
  conditional?: { hide?: boolean | Feel };
  layout?: { row?: string; columns?: number | null };
  validate?: { required?: boolean };
  properties?: Extensions;
  /** Set by generated forms only: the key is one name, whatever its characters (a gateway's id may hold `-` and `.`). */
  literalKey?: true;
}

export type Component =
  | ButtonComponent
  | CheckboxComponent
  | ChecklistComponent
  | DatetimeComponent
  | DocumentPreviewComponent
  | DynamiclistComponent
  | ExpressionComponent
  | FilepickerComponent
  | GroupComponent
  | HtmlComponent
  | IframeComponent
  | ImageComponent
  | NumberComponent
  | RadioComponent
  | SelectComponent
  | SeparatorComponent
  | SpacerComponent
  | TableComponent
  | TaglistComponent
  | TextComponent
  | TextareaComponent
  | TextfieldComponent;

export type FieldType = Component['type'];

export type ComponentOf<T extends FieldType> = Extract<Component, { type: T }>;

export interface FormSchema {
  type: 'default';
  id?: string;
  schemaVersion?: number;
  versionTag?: string;
  executionPlatform?: string;
  executionPlatformVersion?: string;
  components: Component[];
}

// A page from an https address, in a sandbox that is closed but for what the form opens.
import { textIn } from '../feel.ts';
import { say } from '../messages/messages.ts';
import { isHttps } from '../safeHtml.ts';
import type { BaseComponent, Templated } from '../schema.ts';
import type { PresentationField } from './field.ts';

export interface IframeComponent extends BaseComponent {
  type: 'iframe';
  url?: Templated;
  height?: number;
  security?: { [permission: string]: boolean };
}

const SANDBOX: ReadonlyMap<string, string> = new Map([
  ['allowScripts', 'allow-scripts'],
  ['allowSameOrigin', 'allow-same-origin'],
  ['allowForms', 'allow-forms'],
  ['allowModals', 'allow-modals'],
  ['allowPopups', 'allow-popups'],
  ['allowTopNavigation', 'allow-top-navigation-by-user-activation'],
]);

const FEATURES: ReadonlyMap<string, string> = new Map([
  ['fullscreen', 'fullscreen'],
  ['geolocation', 'geolocation'],
  ['camera', 'camera'],
  ['microphone', 'microphone'],
]);

export const iframe: PresentationField<IframeComponent> = {
  holds: 'nothing',
  attributes: { url: 'httpsOrFeel', height: 'number', security: 'json' },
  template: `<div class="cf-field"><span class="cf-label">{{label}}</span>{{#if url}}<iframe class="cf-frame" src="{{url}}" title="{{label}}" height="{{height}}" sandbox="{{sandbox}}" allow="{{allow}}" loading="lazy" referrerpolicy="no-referrer"></iframe>{{else}}<p class="cf-hint">{{blocked}}</p>{{/if}}</div>`,
  view(node, context) {
    const { component } = node;
    const url = textIn(component.url, node, context);
    const granted = (names: ReadonlyMap<string, string>) =>
      [...names].filter(([name]) => component.security?.[name] === true).map(([, token]) => token);
    return {
      url: isHttps(url) ? url : '',
      height: Math.min(Math.max(Number(component.height) || 300, 60), 2_000),
      sandbox: granted(SANDBOX).join(' '),
      allow: granted(FEATURES).join('; '),
      blocked: say(context.locale, 'CONTENT_BLOCKED'),
    };
  },
};

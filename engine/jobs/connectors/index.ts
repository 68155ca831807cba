// The connectors that Cauce brings; the compiler demands one for every type.
import type { Connector, ConnectorSettings, ConnectorType } from '../connector.ts';
import { almera } from './almera.ts';
import { http, httpJson } from './http.ts';
import { mail } from './mail.ts';
import { set } from './set.ts';
import { survey } from './survey.ts';

export const connectors = {
  'cauce:mail': mail,
  'cauce:survey': survey,
  'cauce:almera': almera,
  'cauce:set': set,
  'cauce:http': http,
  'io.camunda:http-json:1': httpJson,
} satisfies Record<ConnectorType, Connector>;

export function connectorOf(type: string): Connector | undefined {
  return Object.hasOwn(connectors, type) ? connectors[type as ConnectorType] : undefined;
}

/** The answer to the core's question about a connector: false also for types that nobody here works on. */
export function isConnectorConfigured(type: string, settings: ConnectorSettings): boolean {
  return connectorOf(type)?.configured(settings) ?? false;
}

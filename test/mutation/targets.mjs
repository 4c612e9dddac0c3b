/**
 * Which files `npm run mutate` changes, and the tests that hold each of them: those nearest to it, and quick. Those where a mistake
 * costs most stand first.
 */

/** @type {Record<string, string[]>} */
export const TARGETS = {
  'shared/turn.ts': ['test/shared/turn.test.ts'],
  'shared/mine.ts': ['test/shared/mine.test.ts', 'test/shared/turn.test.ts'],
  'shared/deadline.ts': ['test/shared/deadline.test.ts', 'test/shared/turn.test.ts'],
  'shared/roles.ts': ['test/shared/roles.test.ts', 'test/shared/handover.test.ts'],
  'shared/code.ts': [
    'test/shared/code.test.ts',
    'test/shared/code-others.test.ts',
    'test/shared/code-letters.test.ts',
    'test/shared/code-pages.test.ts',
  ],
  'shared/handover.ts': ['test/shared/handover.test.ts'],
  'shared/twin.ts': ['test/shared/twin.test.ts'],
  'shared/outbox.ts': ['test/shared/outbox.test.ts'],
  'shared/found-code.ts': ['test/electron/desk/codes.test.ts'],
  'shared/redact.ts': ['test/shared/redact.test.ts'],
  'shared/mask.ts': ['test/shared/mask.test.ts'],
  'electron/ovh/failures.ts': [
    'test/electron/ovh/failures.test.ts',
    'test/electron/ovh/failures-of-exchanges.test.ts',
  ],
  'electron/ovh/transport.ts': ['test/electron/ovh/transport.test.ts', 'test/electron/ovh/client.test.ts'],
  'electron/ovh/once.ts': ['test/electron/ovh/once.test.ts'],
  'electron/ovh/sign.ts': ['test/electron/ovh/sign.test.ts'],
  'electron/desk/codes.ts': ['test/electron/desk/codes.test.ts', 'test/electron/desk/codes-held.test.ts'],
  'electron/desk/decisions.ts': ['test/electron/desk/decisions.test.ts'],
  'electron/desk/dispatch.ts': ['test/electron/desk/dispatch.test.ts'],
  'electron/desk/ledger.ts': ['test/electron/desk/ledger.test.ts', 'test/electron/desk/ledger-words.test.ts'],
  'electron/desk/gate.ts': ['test/electron/desk/gate.test.ts'],
  'electron/desk/jobs.ts': ['test/electron/desk/jobs.test.ts'],
  'electron/desk/lock.ts': ['test/electron/desk/lock.test.ts'],
};

/** Bugs in what is kept: files, ledger, outbox, accounts, and the lock before all of it. */
import type { Bug } from './bug.ts';

const OUTBOX = 'electron/desk/outbox.ts';
const ENTRIES = 'electron/desk/outbox-entries.ts';
const SENDING = 'electron/desk/outbox-sending.ts';
const JOURNAL = 'electron/storage/journal.ts';
const ATOMIC = 'electron/storage/atomic.ts';

export const KEEPING: readonly Bug[] = [
  {
    name: 'the ledger is not synced',
    by: ['nothing untold'],
    within: 40,
    from: 1,
    edits: [{ file: JOURNAL, find: '      await open.datasync();\n    } catch', put: '    } catch' }],
  },
  {
    name: 'a line after a torn one is glued to it',
    by: ['nothing untold', 'no damage is found'],
    within: 40,
    from: 5,
    edits: [
      {
        file: JOURNAL,
        find: 'let isTorn = chain.isTorn || isInTheWay;',
        put: 'let isTorn = false;',
      },
    ],
  },
  {
    name: 'a whole file is not synced before its rename',
    by: ['files readable'],
    within: 40,
    from: 1,
    edits: [{ file: ATOMIC, find: '      await file.sync();\n', put: '' }],
  },
  {
    name: 'the folder is not synced after a rename',
    by: ['outbox stays', 'accounts stay'],
    within: 40,
    from: 1,
    edits: [{ file: ATOMIC, find: '  await confirm(disk, target);\n', put: '' }],
  },
  {
    name: 'the outbox is sent at the start',
    by: ['one post'],
    within: 40,
    from: 9,
    edits: [
      {
        file: OUTBOX,
        find: '  const opening = entries.openAll().catch((error: unknown) => desk.log(`outbox: ${String(error)}`));',
        put: '  const opening = entries.openAll().catch((error: unknown) => desk.log(`outbox: ${String(error)}`));\n  desk.clock.after(4000, () => {\n    for (const { id } of store.items()) entries.reviewed.add(id);\n    void sendAll(store.items().map(({ id }) => id));\n  });\n  let sendAll: (ids: string[]) => Promise<unknown> = async () => {};',
      },
      {
        file: OUTBOX,
        find: '  return {\n    async list() {\n      await opening;',
        put: '  const self: Outbox = {\n    async list() {\n      await opening;',
      },
      {
        file: OUTBOX,
        find: '      await store.settled();\n    },\n  };\n',
        put: "      await store.settled();\n    },\n  };\n  sendAll = (ids) => self.send({ id: 'at the start', isStopped: () => false, tell: () => {} }, ids);\n  return self;\n",
      },
    ],
  },
  {
    name: 'a lock leaks an event',
    by: ['the lock holds'],
    within: 40,
    from: 9,
    edits: [
      {
        file: 'electron/desk/gate.ts',
        find: 'TOLD_WHILE_LOCKED.has(event) || !isLocked()',
        put: "TOLD_WHILE_LOCKED.has(event) || event === 'sync:changed' || !isLocked()",
      },
    ],
  },
  {
    name: 'an answer comes through the lock',
    by: ['the lock holds'],
    within: 40,
    from: 38,
    edits: [
      { file: 'electron/desk/gate.ts', find: 'return isLocked() ? locked : result;', put: 'return result;' },
    ],
  },
  {
    name: 'the outbox lies in the clear',
    by: ['no secret outside'],
    within: 40,
    from: 4,
    edits: [
      {
        file: 'electron/storage/outbox.ts',
        find: '{ item, sealed: { backend, text: await box.seal(text) } }',
        put: '{ item, sealed: { backend, text } }',
      },
    ],
  },
  {
    name: 'what failed leaves the outbox',
    by: ['outbox stays'],
    within: 40,
    from: 331,
    edits: [
      {
        file: SENDING,
        find: "['accepted', 'refused', 'sent', 'found'];",
        put: "['accepted', 'refused', 'sent', 'found', 'failed', 'not-allowed'];",
      },
    ],
  },
  {
    name: 'an account is told as connected before it is written',
    by: ['accounts stay'],
    within: 40,
    from: 16,
    edits: [
      {
        file: 'electron/desk/accounts.ts',
        find: "    tell.changed();\n    try {\n      await save();\n    } catch {\n      return fail('storage', 'check-disk');\n    }\n    const account = toAccount(record);",
        put: '    tell.changed();\n    void save().catch(() => {});\n    const account = toAccount(record);',
      },
    ],
  },
  {
    name: 'what is removed comes back with a power cut',
    by: ['the lock holds', 'ends well'],
    within: 40,
    from: 54,
    edits: [{ file: ATOMIC, find: '  return confirm(disk, path);\n', put: '  return true;\n' }],
  },
  {
    name: 'an entry of the outbox is told before it is written',
    by: ['outbox stays'],
    within: 40,
    from: 126,
    edits: [{ file: ENTRIES, find: '.filter(({ id }) => !arriving.has(id))', put: '' }],
  },
];

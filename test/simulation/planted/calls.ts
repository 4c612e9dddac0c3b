/** Bugs in what is called, read, told of it and shown. */
import type { Bug } from './bug.ts';

const DECISIONS = 'electron/desk/decisions.ts';
const HANDOVER = 'electron/desk/handover.ts';

export const CALLS: readonly Bug[] = [
  {
    name: 'a POST is repeated after a lost answer',
    by: ['one post'],
    within: 40,
    from: 7,
    edits: [
      {
        file: 'electron/ovh/client.ts',
        find: "call.kind === 'read' ? pace.patiently(send, patience) : pace.once(send, patience)",
        put: 'pace.patiently(send, patience)',
      },
    ],
  },
  {
    name: 'the ledger is written after the call',
    by: ['nothing untold'],
    within: 40,
    from: 3,
    edits: [
      {
        file: DECISIONS,
        find: '    let intent: string;\n    try {\n      intent = await ledger.intend({\n        kind: item.decision,',
        put: "    const post = item.decision === 'accept' ? acceptTask : refuseTask;\n    const answer = await post(member.client, request.id, code);\n    let intent: string;\n    try {\n      intent = await ledger.intend({\n        kind: item.decision,",
      },
      {
        file: DECISIONS,
        find: "    const post = item.decision === 'accept' ? acceptTask : refuseTask;\n    const answer = await post(member.client, request.id, code);\n    const settle",
        put: '    const settle',
      },
    ],
  },
  {
    name: 'a stale reading wins',
    by: ['never back'],
    within: 40,
    from: 470,
    edits: [
      { file: 'electron/desk/world.ts', find: '    if (reading < held.reading) return isNew;\n', put: '' },
    ],
  },
  {
    name: 'readings are ordered by a clock that can be set back',
    by: ['not left behind', 'ends well'],
    within: 40,
    from: 158,
    edits: [
      {
        file: 'electron/desk/sync.ts',
        find: '    const reading = world.reading();\n    const before',
        put: '    const reading = { begin: () => {}, number: ((at) => () => at)(clock.now()) };\n    const before',
      },
      {
        file: 'electron/desk/time.ts',
        find: '      if (standIn && isReal) return;\n',
        put: '      return;\n',
      },
    ],
  },
  {
    name: 'a code is kept after it was taken',
    by: ['spent codes'],
    within: 40,
    from: 5,
    edits: [
      {
        file: DECISIONS,
        find: 'if (isDoneHere(ledger.confirmationsOf(request), nichandle)) {',
        put: 'if (isDoneHere([], nichandle)) {',
      },
      {
        file: DECISIONS,
        find: "      accounts.worked(item.accountId, 'decide');\n      codes.forget([item.handle]);\n",
        put: "      accounts.worked(item.accountId, 'decide');\n",
      },
    ],
  },
  {
    name: 'what was taken back is sent',
    by: ['one post'],
    within: 40,
    from: 10,
    habits: 'all',
    edits: [
      {
        file: 'electron/desk/grace.ts',
        find: '      entry?.end(false);',
        put: '      entry?.end(true);',
      },
    ],
  },
  {
    name: 'a code is lost when the network fails',
    by: ['codes stay'],
    within: 40,
    from: 105,
    edits: [
      {
        file: DECISIONS,
        find: '    const { error } = answer;\n    accounts.heardFailure(item.accountId, error);\n    switch',
        put: "    const { error } = answer;\n    if (error.code === 'offline') codes.forget([item.handle]);\n    accounts.heardFailure(item.accountId, error);\n    switch",
      },
    ],
  },
  {
    name: 'a hand-over is asked for a second time',
    by: ['one post'],
    within: 40,
    from: 32,
    edits: [
      {
        file: HANDOVER,
        find: '    const answer = await changeContact(member.client, service.route, contacts);\n',
        put: "    let answer = await changeContact(member.client, service.route, contacts);\n    if (!answer.ok && answer.error.code === 'outcome-unknown') answer = await changeContact(member.client, service.route, contacts);\n",
      },
    ],
  },
  {
    name: '«already used» is read as a refusal',
    by: ['nothing untold'],
    within: 40,
    from: 56,
    edits: [
      {
        file: 'electron/ovh/failures.ts',
        find: "    if (CONFIRMED.test(message)) return 'already-confirmed';\n",
        put: "    if (CONFIRMED.test(message)) return 'rejected';\n",
      },
    ],
  },
  {
    name: 'a lost answer is told as never sent',
    by: ['nothing untold'],
    within: 40,
    from: 10,
    edits: [
      {
        file: 'electron/ovh/once.ts',
        find: "const lose = (): void => end({ kind: 'trouble', what: 'lost' });",
        put: "const lose = (): void => end({ kind: 'trouble', what: 'unsent' });",
      },
    ],
  },
  {
    name: 'an unknown outcome is told as done',
    by: ['done is done'],
    within: 40,
    from: 44,
    edits: [
      {
        file: DECISIONS,
        find: "        await settled('unknown', error);\n        return end('unknown', error);\n      }\n      case 'already-confirmed'",
        put: "        await settled('done', null);\n        return end(happened);\n      }\n      case 'already-confirmed'",
      },
    ],
  },
  {
    name: 'what was left unknown is never settled',
    by: ['ends well'],
    within: 40,
    from: 1,
    edits: [
      {
        file: DECISIONS,
        find: '      let settled = false;\n      for (const intent of ledger.unsettled()) {',
        put: '      let settled = false;\n      for (const intent of [] as Intent[]) {',
      },
    ],
  },
  {
    name: 'two clicks are two posts',
    by: ['one post'],
    within: 40,
    from: 12,
    edits: [
      {
        file: DECISIONS,
        find: 'const other = underway.get(side);',
        put: 'const other = undefined;',
      },
      { file: DECISIONS, find: 'if (!mine.isBegun) {', put: 'if (true) {' },
    ],
  },
  {
    name: 'a code stands in the log',
    by: ['no secret outside'],
    within: 40,
    from: 1,
    edits: [
      {
        file: 'electron/desk/desk.ts',
        find: '  const ports: Ports = { ...given, log: (line) => given.log(redact(line)) };',
        put: '  const ports: Ports = given;',
      },
      {
        file: DECISIONS,
        find: '    const answer = await post(member.client, request.id, code);\n',
        put: '    desk.log(`posting ${request.id} with ${code}`);\n    const answer = await post(member.client, request.id, code);\n',
      },
    ],
  },
  {
    name: 'timers of calls that are over go on',
    by: ['memory is bounded'],
    within: 40,
    from: 1,
    edits: [
      {
        file: 'electron/ovh/transport.ts',
        find: '        callOff();\n        closed',
        put: '        closed',
      },
    ],
  },
  {
    name: 'a pause the service asks for ends by the clock alone',
    by: ['ends well', 'the border holds'],
    within: 40,
    from: 263,
    edits: [
      {
        file: 'electron/ovh/pace.ts',
        find: 'quietUntil = Math.max(quietUntil, clock.steady() + pause);',
        put: 'quietUntil = Math.max(quietUntil, clock.now() + pause);',
      },
      {
        file: 'electron/ovh/pace.ts',
        find: 'quietUntil > clock.steady()) await wait(quietUntil - clock.steady());',
        put: 'quietUntil > clock.now()) await wait(quietUntil - clock.now());',
      },
    ],
  },
];

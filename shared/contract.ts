/**
 * The contract between the renderer and the desk: one schema for the input and one for the output of each channel, and
 * one per event. Both shells serve it; every border parses with it. No secret has a way out through any of them.
 */
import { z } from 'zod';
import { accessSchema, holderSchema } from './access.ts';
import { accountSchema, syncStateSchema } from './account.ts';
import { accountChannels } from './account-contract.ts';
import { activityEntrySchema } from './activity.ts';
import { administrationSchema } from './administration.ts';
import { calendarContract } from './calendar-contract.ts';
import type { Channel, EventName } from './channels.ts';
import { contactChannels, contactEvents } from './contact-contract.ts';
import { damageSchema } from './damage.ts';
import { desktopContract } from './desktop-contract.ts';
import type { Result } from './failure.ts';
import { failureSchema } from './failure.ts';
import { fileRecognitionSchema, recognitionSchema } from './found-code.ts';
import { askedSchema, planRowSchema } from './handover.ts';
import { judgementSchema } from './judgement.ts';
import { linkTargetSchema } from './link-target.ts';
import { lockStateSchema } from './lock.ts';
import { lockContract } from './lock-contract.ts';
import { LONGEST_CONTENT, MOST_FILES } from './mail-file.ts';
import { moveChannels, moveEvents } from './move-contract.ts';
import { newerEvents, newerVersionSchema } from './newer.ts';
import { noticeSchema } from './notice.ts';
import { openedFileSchema } from './opened-file.ts';
import { outboxListSchema, outboxOutcomeSchema } from './outbox.ts';
import { DECISION_OUTCOMES, SEND_OUTCOMES } from './outcome.ts';
import { MOST_PEOPLE, personChangeSchema, personSchema } from './people.ts';
import { preparedChannels, preparedEvents } from './prepared-contract.ts';
import { recordsContract } from './records-contract.ts';
import { MOST_REMINDED, reminderSchema } from './reminder.ts';
import { contactRequestSchema } from './request.ts';
import { ruleChannels, ruleEvents } from './rule-contract.ts';
import { sandboxMessageSchema } from './sandbox-message.ts';
import { savedTableSchema, tableToSaveSchema } from './saved-table.ts';
import { serviceColumnsSchema } from './service-chunk.ts';
import { settingsChangeSchema, settingsSchema } from './settings.ts';
import { standingSchema } from './standing.ts';
import { addressesSchema, trailSchema } from './trail.ts';
import { decisionsSchema, unsentSchema, waitingSchema } from './waiting.ts';
import { witnessQuestionSchema, witnessSchema } from './witness.ts';

const nothing = z.object({}).strict();
const job = z.string().min(1).max(64);
const progress = { job: z.string(), done: z.number().int(), total: z.number().int() };

export const decisionOutcomeSchema = z.object({
  requestKey: z.string(),
  accountId: z.string(),
  outcome: z.enum(DECISION_OUTCOMES),
  failure: failureSchema.nullable(),
});
export type DecisionOutcome = z.infer<typeof decisionOutcomeSchema>;

export const sendOutcomeSchema = z.object({
  serviceKey: z.string(),
  outcome: z.enum(SEND_OUTCOMES),
  requestIds: z.array(z.number().int()),
  failure: failureSchema.nullable(),
});
export type SendOutcome = z.infer<typeof sendOutcomeSchema>;

export const contract = {
  /** Everything the first paint needs, from memory and disk alone: never waits for the network. */
  'app:open': {
    input: nothing,
    output: z.object({
      shell: z.enum(['electron', 'web']),
      version: z.string(),
      /** `process.platform`. */
      platform: z.string(),
      /** Where settings, snapshots, vault and ledger lie, for the person to know. */
      dataFolder: z.string().optional(),
      /** BCP 47 tag of the system. */
      systemLocale: z.string(),
      vault: z.object({
        /** safeStorage's own name of its backend, or `memory`. */
        backend: z.string(),
        /** `false`: secrets live in memory only and are gone with the program. */
        persistent: z.boolean(),
      }),
      settings: settingsSchema,
      newer: newerVersionSchema,
      administration: administrationSchema,
      /** What of the data folder was damaged, what weighs most first. */
      damage: z.array(damageSchema),
      lock: lockStateSchema,
      accounts: z.array(accountSchema),
      sync: z.array(syncStateSchema),
      requests: z.array(contactRequestSchema),
      /** Decisions in their ten seconds, and those that were cut off in theirs and not yet read of. */
      waiting: z.array(waitingSchema),
      unsent: unsentSchema.nullable(),
      /** How many services are known at least; `services:list` brings them. */
      serviceCount: z.number().int(),
    }),
  },
  /** Ends the program and starts it again, where the shell can; else `not-allowed`. What is in memory only is gone. */
  'app:restart': { input: nothing, output: nothing },
  ...accountChannels,
  'settings:change': { input: settingsChangeSchema, output: settingsSchema },
  ...lockContract,
  /** Reads services and requests now; all accounts where none is named. Answers when done; how it went stands in `sync:changed`. */
  'sync:now': { input: z.object({ accountId: z.string().optional() }), output: z.array(syncStateSchema) },
  /** Whether anybody is looking: nothing is polled for a hidden window. */
  'sync:attention': { input: z.object({ visible: z.boolean() }), output: nothing },
  /**
   * The services by name, in chunks, the first one small. Ask again with `next` and the `revision` of the answer until
   * `next` is `null`; where the list changed meanwhile the answer begins anew (`from` 0, another `revision`).
   */
  'services:list': {
    input: z.object({ from: z.number().int().min(0), revision: z.number().int().nullable() }),
    output: z.object({
      revision: z.number().int(),
      from: z.number().int(),
      next: z.number().int().nullable(),
      total: z.number().int(),
      services: serviceColumnsSchema,
    }),
  },
  'requests:list': { input: nothing, output: z.array(contactRequestSchema) },
  /**
   * Posts each decision at most once. Answers when all are through; `jobs:progress` tells of each. `waits`: ten seconds
   * before, in which nothing leaves the computer and `requests:undo` takes them back; all are `stopped` then.
   */
  'requests:decide': {
    input: z.object({ job, items: decisionsSchema, waits: z.boolean().optional() }),
    output: z.array(decisionOutcomeSchema),
  },
  /** Takes back what still waits. `undone: false`: it was too late, and they are being sent. */
  'requests:undo': { input: z.object({ job }), output: z.object({ undone: z.boolean() }) },
  /** Ends the ten seconds of these. */
  'requests:sendNow': { input: z.object({ job }), output: nothing },
  /** The person has read of what was cut off. */
  'requests:noted': { input: nothing, output: nothing },
  /** Mails a new code to this account's side; the old one dies. */
  'requests:resend': {
    input: z.object({ requestKey: z.string(), accountId: z.string() }),
    output: contactRequestSchema,
  },
  /** The person's own word on one of my sides: confirmed elsewhere, or not after all. Nothing is sent. */
  'requests:say': {
    input: z.object({ requestKey: z.string(), accountId: z.string(), confirmed: z.boolean() }),
    output: contactRequestSchema,
  },
  /** Asks OVHcloud's own list whether the e-mail that brought this code stands there; fails where nothing could be compared. */
  'mails:confirm': { input: z.object({ handle: z.string() }), output: judgementSchema },
  /** Keeps a forged e-mail as a file to attach to a report; where this shell has no dialog the caller saves `text`. */
  'mails:report': {
    input: z.object({ handle: z.string() }),
    output: z.discriminatedUnion('how', [
      z.object({ how: z.literal('saved'), file: savedTableSchema }),
      z.object({ how: z.literal('offer'), name: z.string(), text: z.string() }),
    ]),
  },
  /** Where the codes of one of my sides went, as OVHcloud tells it; kept for minutes unless asked `again`. */
  'trails:look': {
    input: z.object({ requestKey: z.string(), accountId: z.string(), again: z.boolean() }),
    output: trailSchema,
  },
  /** The addresses OVHcloud writes to for this account, and the rules that may take its e-mails elsewhere. */
  'trails:addresses': {
    input: z.object({ accountId: z.string(), again: z.boolean() }),
    output: addressesSchema,
  },
  /** How those of these NIC handles that are my accounts stand with OVHcloud; kept for minutes unless asked `again`, as all below. */
  'standing:check': {
    input: z.object({ nichandles: z.array(z.string()).max(500), api: z.string(), again: z.boolean() }),
    output: standingSchema,
  },
  /** Whether a call whose answer was lost stands in OVHcloud's own log. */
  'log:find': { input: z.object({ of: witnessQuestionSchema, again: z.boolean() }), output: witnessSchema },
  /** Which of my accounts' IAM policies name these NIC handles of other accounts. */
  'access:left': {
    input: z.object({ nichandles: z.array(z.string()).max(500), api: z.string(), again: z.boolean() }),
    output: accessSchema,
  },
  /** Who holds a domain. */
  'domains:holder': { input: z.object({ serviceKey: z.string(), again: z.boolean() }), output: holderSchema },
  'codes:recognise': {
    input: z.object({
      text: z.string().max(8_000_000),
      /** Where the text was typed for one request: a code on its own is taken for that one. */
      requestKey: z.string().optional(),
      accountId: z.string().optional(),
    }),
    output: recognitionSchema,
  },
  /** E-mails as files; each message is read on its own, so that its receiver belongs to its code. */
  'codes:recogniseFiles': {
    input: z.object({
      files: z
        .array(
          z.object({
            name: z.string().max(255),
            /** Base64. */
            content: z.string().max(LONGEST_CONTENT),
          }),
        )
        .min(1)
        .max(MOST_FILES),
    }),
    output: fileRecognitionSchema,
  },
  /** Looks for codes in the e-mails OVHcloud keeps a copy of, as far back as the oldest running request. */
  'codes:findInMail': { input: z.object({ accountId: z.string().optional() }), output: recognitionSchema },
  /** Every code that was found and is held for a decision, matched anew. */
  'codes:list': { input: nothing, output: recognitionSchema },
  'codes:forget': { input: z.object({ handles: z.array(z.string()) }), output: nothing },
  /** The plan, freshly read where it matters; `fresh: false` where there was no network and it rests on snapshots. */
  'handover:check': {
    input: askedSchema,
    output: z.object({ rows: z.array(planRowSchema), fresh: z.boolean() }),
  },
  /** Sends what the plan, made anew, still finds ready. Answers when all are through; `jobs:progress` tells of each. */
  'handover:send': {
    input: z.object({
      job,
      /** What several jobs of one hand-over have in common in Activity; the job's own name where it is left out. */
      group: job.optional(),
      ...askedSchema.shape,
    }),
    output: z.array(sendOutcomeSchema),
  },
  /** What waits for the user's word, and what has changed since as far as is known; no code in it. */
  'outbox:list': { input: nothing, output: outboxListSchema },
  /** Keeps decisions with their codes, or what of a hand-over is ready, until there is a connection. What waited for the same side or service gives way. */
  'outbox:keep': {
    input: z.object({
      decisions: decisionsSchema.optional(),
      /** `group`: as in `handover:send`. */
      handover: askedSchema.extend({ group: job }).optional(),
    }),
    output: outboxListSchema,
  },
  /** Reads anew what these rest on. `unread`: what could not be read and so cannot be sent, and why. */
  'outbox:review': {
    input: z.object({ ids: z.array(z.string()).min(1) }),
    output: z.object({
      list: outboxListSchema,
      unread: z.array(z.object({ id: z.string(), failure: failureSchema })),
    }),
  },
  /** Sends those that were reviewed and can be sent, each at most once. Answers when all are through; `jobs:progress` tells of each. */
  'outbox:send': {
    input: z.object({ job, ids: z.array(z.string()).min(1) }),
    output: z.array(outboxOutcomeSchema),
  },
  /** Forgets these, codes and all. */
  'outbox:drop': { input: z.object({ ids: z.array(z.string()).min(1) }), output: outboxListSchema },
  /** What is on its way is finished; the rest is not sent, and has `stopped` as its outcome. */
  'jobs:stop': { input: z.object({ job }), output: nothing },
  /** Newest first. */
  'activity:list': { input: nothing, output: z.array(activityEntrySchema) },
  ...contactChannels,
  ...ruleChannels,
  ...moveChannels,
  ...preparedChannels,
  /** What is noted of people; kept on this computer alone. */
  'people:list': { input: nothing, output: z.array(personSchema) },
  /** Who has nothing noted any more is forgotten. Answers all. */
  'people:change': {
    input: z.object({ people: z.array(personChangeSchema).min(1).max(MOST_PEOPLE) }),
    output: z.array(personSchema),
  },
  /** Who was reminded of which request, and when. */
  'reminders:list': { input: nothing, output: z.array(reminderSchema) },
  /** Takes note that a message to this side was opened. Sends nothing. Answers all. */
  'reminders:note': {
    input: z.object({
      nichandle: reminderSchema.shape.nichandle,
      requestKeys: z.array(reminderSchema.shape.requestKey).min(1).max(MOST_REMINDED),
    }),
    output: z.array(reminderSchema),
  },
  ...recordsContract,
  ...calendarContract,
  ...desktopContract,
  /** `opened: false`: this shell cannot open a browser; the caller opens `url` in a tab of its own. */
  'links:open': { input: linkTargetSchema, output: z.object({ url: z.string(), opened: z.boolean() }) },
  /**
   * Writes a CSV file where the person says in the system's own dialog; a caller only suggests its name. Where the shell has
   * no such dialog (`not-allowed`) the browser saves it.
   */
  'tables:save': {
    input: tableToSaveSchema,
    output: savedTableSchema,
  },
  /** The mailboxes of my accounts on a sandbox, newest first; empty where no account is on one. */
  'sandbox:mail': { input: nothing, output: z.array(sandboxMessageSchema) },
} as const satisfies Record<Channel, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  'accounts:changed': z.array(accountSchema),
  'settings:changed': settingsSchema,
  /** The one event that is told while it is locked. */
  'lock:changed': lockStateSchema,
  'sync:changed': z.array(syncStateSchema),
  /**
   * The services that are told anew; who holds the list of `since` puts them in their places and holds that of `revision`
   * then. Where `changed` is missing, or the list held is another one: ask `services:list` again.
   */
  'services:changed': z.object({
    count: z.number().int(),
    since: z.number().int().optional(),
    revision: z.number().int().optional(),
    changed: serviceColumnsSchema.optional(),
  }),
  /** All requests, as they are now. */
  'requests:changed': z.array(contactRequestSchema),
  /** Ask `activity:list` again. */
  'activity:changed': nothing,
  /** All that is damaged, as it is known now. */
  'damage:changed': z.array(damageSchema),
  /** Everybody noted, as it is now. */
  'people:changed': z.array(personSchema),
  'reminders:changed': z.array(reminderSchema),
  ...contactEvents,
  ...ruleEvents,
  ...moveEvents,
  ...preparedEvents,
  ...newerEvents,
  /** Codes that came from outside the window (a link that opened the program): shown, never acted upon. */
  'codes:arrived': recognitionSchema,
  /** E-mails that the system opened the program with; looked at as dropped ones are. */
  'files:opened': z.array(openedFileSchema).max(MOST_FILES),
  'outbox:changed': outboxListSchema,
  /** All that wait now. Which one is not among them any more is being sent, was taken back or cut off. */
  'decisions:waiting': z.array(waitingSchema),
  /** Decisions were cut off in their ten seconds while the window is open; all that were not read of yet. */
  'decisions:unsent': unsentSchema,
  /** One more item of a job is through. */
  'jobs:progress': z.discriminatedUnion('of', [
    z.object({ of: z.literal('decisions'), ...progress, last: decisionOutcomeSchema }),
    z.object({ of: z.literal('handover'), ...progress, last: sendOutcomeSchema }),
    z.object({ of: z.literal('outbox'), ...progress, last: outboxOutcomeSchema }),
  ]),
  /** As the system's notifications tell it; for a shell that has none. */
  'notices:told': noticeSchema,
  /** A command chosen in the application's menu; ids as in the renderer's command list. */
  'command:run': z.object({ id: z.string() }),
} as const satisfies Record<EventName, z.ZodType>;

export type Input<C extends Channel> = z.infer<(typeof contract)[C]['input']>;
export type Output<C extends Channel> = z.infer<(typeof contract)[C]['output']>;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;

/** What the desk gives a shell: one function per channel. A missing one does not compile. */
export type Handlers = { [C in Channel]: (input: Input<C>) => Promise<Result<Output<C>>> };

/** What a shell gives the renderer as `window.relevo`. Untyped on purpose: both ends parse. */
export type Bridge = {
  /** Answers a `Result`; never rejects but when the shell itself is gone. */
  invoke: (channel: Channel, input: unknown) => Promise<unknown>;
  /** Returns the way to stop listening. */
  on: (event: EventName, listener: (payload: unknown) => void) => () => void;
};

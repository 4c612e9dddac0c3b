/** The part of the contract that is about accounts: connecting, renaming, forgetting. Secrets go in here and never out. */
import { z } from 'zod';
import { accountColourSchema, accountLabelSchema, accountSchema, ENDPOINTS } from './account.ts';
import { offerSchema } from './offer.ts';

const nothing = z.object({}).strict();
const secret = z.string().trim().min(1).max(512);
/** Where to connect to; `url` only for `loopback`, as an address of this computer ending in the API's version. */
const where = { endpoint: z.enum(ENDPOINTS).exclude(['sandbox']), url: z.string().max(200).optional() };
/** Keys of the account named here are wanted, and of no other: then nothing is kept and the failure is `another-account`. */
const renewing = { renews: z.string().optional() };

export const accountChannels = {
  /** Starts the built-in sandbox and connects the accounts of its agency. */
  'accounts:trySandbox': { input: nothing, output: z.array(accountSchema) },
  /** Three keys at once; checked with one call before anything is kept. Renews the credential where the account is known already. */
  'accounts:connectKeys': {
    input: z.object({
      ...where,
      ...renewing,
      applicationKey: secret,
      applicationSecret: secret,
      consumerKey: secret,
    }),
    output: accountSchema,
  },
  'accounts:connectOAuth2': {
    input: z.object({ ...where, ...renewing, clientId: secret, clientSecret: secret }),
    output: accountSchema,
  },
  /** Asks for a consumer key with the least rights. `validation` stands for it until it is validated. */
  'accounts:startValidation': {
    input: z.object({ ...where, applicationKey: secret, applicationSecret: secret }),
    output: z.object({ validation: z.string() }),
  },
  /** One look at whether the user has said yes on the validation page; the account comes with `validated`. */
  'accounts:checkValidation': {
    input: z.object({ validation: z.string(), ...renewing }),
    output: z.object({
      state: z.enum(['pendingValidation', 'validated', 'refused', 'expired']),
      account: accountSchema.nullable(),
    }),
  },
  'accounts:offers': { input: nothing, output: z.array(offerSchema) },
  'accounts:takeOffer': { input: z.object({ offer: z.string(), ...renewing }), output: accountSchema },
  /** What the person calls it, its mark, its place among the accounts (from 0). Answers all of them. */
  'accounts:change': {
    input: z.object({
      accountId: z.string(),
      label: accountLabelSchema.optional(),
      colour: accountColourSchema.optional(),
      place: z.number().int().min(0).optional(),
    }),
    output: z.array(accountSchema),
  },
  /** Tries once more to have a credential that could not be had at the start; its state tells whether it could. */
  'accounts:reopen': { input: z.object({ accountId: z.string() }), output: accountSchema },
  /** Asks OVHcloud to expire the credential, wipes it here with the snapshots; the ledger stays, unless `record` says it is wiped as well. `loggedOut: false`: the credential could not be expired there. */
  'accounts:forget': {
    input: z.object({ accountId: z.string(), record: z.boolean().optional() }),
    output: z.object({ loggedOut: z.boolean() }),
  },
  'accounts:revealEmail': {
    input: z.object({ accountId: z.string() }),
    output: z.object({ email: z.string().nullable() }),
  },
} as const;

/** Connecting an account: what is under way and what failed. SECURITY: no secret is ever here. First values only: what changes them is beside it. */
import type { Account } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Offer } from '../../shared/offer.ts';

/** The forms of the screen; each shows its own progress and its own failure. */
export type ConnectForm =
  | 'sandbox'
  | 'keys'
  | 'validation'
  | 'oauth2'
  | 'loopback'
  | 'loopback validation'
  | 'loopback oauth2'
  | `offer ${string}`;

export type Validation = {
  id: string;
  /** The form that asked for it, and shows what becomes of it. */
  form: ConnectForm;
  /**
   * `failing`: the last look could not be had; looking goes on. `lost`: it can no longer be looked at. `another`:
   * somebody said yes for another account (`failure.detail`) than the one to renew; nothing was taken.
   */
  phase: 'waiting' | 'failing' | 'validated' | 'refused' | 'expired' | 'lost' | 'another';
  failure: Failure | null;
  /** The page's address, where this window could not open it by itself. */
  url: string | null;
  /** Id of the account it is to renew; `undefined` = any is welcome. */
  renews: string | undefined;
};

export type ConnectSlice = {
  connect: {
    busy: ConnectForm | null;
    /** What is under way, or has just succeeded, began without any account: as they come in, the first screen stays. */
    first: boolean;
    failed: { form: ConnectForm; failure: Failure } | null;
    /** `null` until they were asked for. */
    offers: Offer[] | null;
    validation: Validation | null;
    /** Connected since the screen was opened. */
    connected: Account[];
  };
};

export function connectSlice(): ConnectSlice {
  return {
    connect: { busy: null, first: false, failed: null, offers: null, validation: null, connected: [] },
  };
}

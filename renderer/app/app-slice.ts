/** The program itself: where it runs, what it found damaged, what lies over the screen. First values only: what changes them is beside it. */
import type { Output } from '../../shared/contract.ts';
import type { Damage } from '../../shared/damage.ts';
import type { Failure } from '../../shared/failure.ts';

type Opened = Output<'app:open'>;

export type AppSlice = {
  /** `null` until the desk has answered. */
  app: Pick<
    Opened,
    'shell' | 'version' | 'platform' | 'systemLocale' | 'dataFolder' | 'vault' | 'newer' | 'administration'
  > | null;
  /** What of the data folder was damaged. */
  damage: readonly Damage[];
  /** Why it could not be opened. */
  openFailure: Failure | null;
  /** The program behind this page has ended (web shell); it may come back. */
  shellLost: boolean;
  /** What lies over the screen and belongs to none. */
  overlay: 'palette' | 'shortcuts' | null;
  /** Notes dismissed in this window; they come back with the next start. */
  dismissed: ReadonlySet<string>;
};

export function appSlice(): AppSlice {
  return { app: null, damage: [], openFailure: null, shellLost: false, overlay: null, dismissed: new Set() };
}

/** How far long work has come, with a count. Stopping it is the caller's. */
import { Progress as BaseProgress } from '@base-ui/react/progress';

export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <BaseProgress.Root className="progress" value={done} max={Math.max(total, 1)}>
      <BaseProgress.Label>{label}</BaseProgress.Label>
      <BaseProgress.Track className="progress-track">
        <BaseProgress.Indicator className="progress-bar" />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}

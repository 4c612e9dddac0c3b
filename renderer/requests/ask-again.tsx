/** After a request of mine that came to nothing: the same is asked for again, in a hand-over that waits for the person's word. */
import { isContactType } from '../../shared/contact.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { cancels } from '../../shared/turn.ts';
import { choose, openHandover } from '../handover/handover-state.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';

const CAME_TO_NOTHING: ReadonlySet<string> = new Set(['refused', 'expired', 'aborted', 'error']);

type AskAgainProps = { request: ContactRequest; mine: ReadonlySet<string> };

/** Nothing where I did not ask, or where it is not known which service is meant. */
export function AskAgain({ request, mine }: AskAgainProps) {
  const { t } = useTranslation('requests');
  const { serviceKey, toAccount, state, contactTypes } = request;
  const isBusy = useStore(({ handover }) => handover?.job?.running === true);
  if (serviceKey === null || toAccount === null || !CAME_TO_NOTHING.has(state)) return null;
  if (!cancels(request, mine) || isBusy) return null;
  return (
    <div className="request-again">
      <Button
        onClick={() => {
          openHandover([serviceKey]);
          for (const type of contactTypes)
            if (isContactType(type)) choose(type, { kind: 'named', text: toAccount });
        }}
      >
        {t('pane.askAgain')}
      </Button>
    </div>
  );
}

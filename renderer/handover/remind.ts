/** A message that reminds somebody of requests, opened in the user's own e-mail program; that it was opened is remembered. Sends nothing itself. */
import { isEmail } from '../../shared/people.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { openLink } from '../accounts/next-step.ts';
import { openPerson } from '../people/people-state.ts';
import { noteReminded } from '../requests/reminders.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { firstEnd } from './handover-progress.ts';

/** Requests named in a message; a longer one does not fit into every e-mail program's address. */
const NAMED = 15;

/** A message in the user's own e-mail program, with numbers and the deadline and never a code; without an address, the way to note one. */
export function useRemind(): (nichandle: string, who: string, requests: readonly ContactRequest[]) => void {
  const { t } = useTranslation('today');
  const formats = useFormats();
  const number = useNumber();
  return (nichandle, who, requests) => {
    const email = useStore.getState().people.get(nichandle.toLowerCase())?.email ?? '';
    if (!isEmail(email)) {
      openPerson(nichandle);
      toast(t('remind.noAddress', { who }));
      return;
    }
    const first = firstEnd(requests);
    const lines = requests
      .slice(0, NAMED)
      .map(({ id, serviceDomain }) => t('remind.line', { id, service: serviceDomain ?? '?' }));
    const more = requests.length - lines.length;
    const body = [
      t('remind.hello', { who }),
      '',
      t('remind.text', { count: requests.length, shown: number(requests.length) }),
      '',
      ...lines,
      ...(more > 0 ? [t('remind.more', { count: more, shown: number(more) })] : []),
      '',
      t('remind.code'),
      ...(first === null ? [] : [t('remind.until', { day: formats.exact(first) })]),
    ].join('\n');
    const subject = t('remind.subject', { count: requests.length, shown: number(requests.length) });
    void openLink({ to: 'write', email, subject, body }).then((answer) =>
      answer.ok
        ? noteReminded(
            nichandle,
            requests.map(({ key }) => key),
          )
        : toast(t('remind.failed', { who }), { tone: 'bad' }),
    );
  };
}

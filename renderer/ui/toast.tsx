/** Outcomes told in passing: a live region for assistive technology, a note in the corner for the rest. */
import { Toast } from '@base-ui/react/toast';
import { CircleCheck, Info, OctagonAlert, X } from 'lucide-react';
import { useLayoutEffect } from 'react';
import { IconButton } from './button.tsx';
import { useUiWords } from './ui-words.ts';

type ToastTone = 'good' | 'bad' | 'mute';
const manager = Toast.createToastManager();

type ToastOptions = {
  tone?: ToastTone;
  /** What it is about: while such a note is still there, the new one takes its place. */
  about?: string;
  /** What can be done about it here and now; the note is gone with it. */
  action?: { label: string; run: () => void };
  /** Called when the note has gone, closed or timed out. */
  onGone?: () => void;
};

/** Says `message`. Bad news stays until it is closed and is read out at once. */
export function toast(message: string, { tone = 'mute', about, action, onGone }: ToastOptions = {}): void {
  const id: string = manager.add({
    ...(about === undefined ? {} : { id: about }),
    ...(onGone === undefined ? {} : { onClose: onGone }),
    ...(action === undefined
      ? {}
      : {
          actionProps: {
            children: action.label,
            onClick: () => {
              manager.close(id);
              action.run();
            },
          },
        }),
    title: message,
    type: tone,
    timeout: tone === 'bad' ? 0 : 6000,
    priority: tone === 'bad' ? 'high' : 'low',
  });
}

const ICONS = { good: CircleCheck, bad: OctagonAlert, mute: Info };

export function Toasts() {
  const words = useUiWords();
  return (
    <Toast.Provider toastManager={manager} limit={2}>
      <Toast.Portal>
        <Toast.Viewport className="toast-viewport" aria-label={words.toasts}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** Keeps the notes above whatever holds buttons at the foot of the window or of a dialog (`data-foot`), always at the same side. */
function useAboveFeet(shown: boolean): void {
  useLayoutEffect(() => {
    if (!shown) return;
    let last = '';
    const place = () => {
      const feet = [...document.querySelectorAll('[data-foot]')];
      const tops = feet.map((foot) => window.innerHeight - foot.getBoundingClientRect().top);
      const taken = `${Math.round(Math.max(0, ...tops))}px`;
      // A variable set anew has the whole page styled anew.
      if (taken !== last) document.documentElement.style.setProperty('--feet', taken);
      last = taken;
    };
    place();
    const sizes = new ResizeObserver(place);
    sizes.observe(document.body);
    const comings = new MutationObserver(place);
    comings.observe(document.body, { childList: true, subtree: true });
    return () => {
      sizes.disconnect();
      comings.disconnect();
    };
  }, [shown]);
}

function ToastList() {
  const words = useUiWords();
  const { toasts } = Toast.useToastManager();
  useAboveFeet(toasts.length > 0);
  return toasts.map((item) => {
    const tone: ToastTone = item.type === 'good' || item.type === 'bad' ? item.type : 'mute';
    const Icon = ICONS[tone];
    return (
      <Toast.Root key={item.id} toast={item} className={`toast toast-${tone}`}>
        <Toast.Content className="toast-content">
          <Icon aria-hidden="true" />
          <Toast.Title className="toast-text" render={<div />} />
          <Toast.Action className="button button-link toast-action" />
          <Toast.Close render={<IconButton label={words.close} icon={<X aria-hidden="true" />} />} />
        </Toast.Content>
      </Toast.Root>
    );
  });
}

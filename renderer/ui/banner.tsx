/**
 * One line under the head of a screen that says something about all of it. In a stack one of them is in sight, the worst
 * first; the rest is counted beside it and asked for.
 */
import { X } from 'lucide-react';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { Button, IconButton } from './button.tsx';
import { useUiWords } from './ui-words.ts';

type Tone = 'you' | 'bad' | 'mute';
type BannerProps = {
  tone: Tone;
  /** About what the person decided: in sight before anything about the program. */
  urgent?: boolean;
  title: ReactNode;
  action?: ReactNode;
  onDismiss?: () => void;
  children?: ReactNode;
};

type Stack = {
  /** Tells that it is there; returns the way to leave. */
  enter: (id: string, rank: number) => () => void;
  /** `null`: all are in sight. */
  first: string | null;
  /** How many are not in sight. */
  more: number;
  toggle: () => void;
};

/** The worst first. */
const TONES: readonly Tone[] = ['bad', 'you', 'mute'];

const InStack = createContext<Stack | null>(null);

export function Banner({ tone, urgent = false, title, action, onDismiss, children }: BannerProps) {
  const words = useUiWords();
  const id = useId();
  const stack = useContext(InStack);
  const enter = stack?.enter;
  const rank = urgent ? -1 : TONES.indexOf(tone);
  useLayoutEffect(() => enter?.(id, rank), [enter, id, rank]);
  if (stack !== null && stack.first !== null && stack.first !== id) return null;
  return (
    <div className={`banner banner-${tone}`} role="status">
      <span className="banner-dot" aria-hidden="true" />
      <div className="banner-text">
        <span className="banner-title">{title}</span>
        {children}
      </div>
      {stack === null || stack.more === 0 ? null : (
        <Button variant="link" aria-expanded={false} onClick={stack.toggle}>
          {words.moreBanners(stack.more)}
        </Button>
      )}
      {action}
      {onDismiss ? (
        <IconButton label={words.dismiss} icon={<X aria-hidden="true" />} onClick={onDismiss} />
      ) : null}
    </div>
  );
}

/** Of what stands in it one banner is drawn, until somebody asks for all. */
export function BannerStack({ children }: { children: ReactNode }) {
  const words = useUiWords();
  const [there, setThere] = useState<readonly { id: string; rank: number }[]>([]);
  const [all, setAll] = useState(false);
  const enter = useCallback((id: string, rank: number) => {
    setThere((before) => [...before.filter((one) => one.id !== id), { id, rank }]);
    return () => setThere((before) => before.filter((one) => one.id !== id));
  }, []);
  const toggle = useCallback(() => setAll((before) => !before), []);
  const count = there.length;
  const first = there.toSorted((a, b) => a.rank - b.rank)[0]?.id ?? null;
  const stack = useMemo<Stack>(
    () => ({ enter, first: all ? null : first, more: all ? 0 : count - 1, toggle }),
    [enter, first, all, count, toggle],
  );
  return (
    <InStack value={stack}>
      {children}
      {all && count > 1 ? (
        <div className="banner-fold">
          <Button variant="link" aria-expanded onClick={toggle}>
            {words.fewerBanners}
          </Button>
        </div>
      ) : null}
    </InStack>
  );
}

/** The window: rail, the screen the address names, and what lies over all of them. A screen is loaded when it is asked for. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { TriangleAlert } from 'lucide-react';
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { isFirstVisit } from '../accounts/accounts.ts';
import { DropTarget } from '../codes/drop.tsx';
import { isLocked } from '../lock/lock-state.ts';
import { useScreen } from '../store/route.ts';
import { type ScreenName } from '../store/route-slice.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { EveryScreen } from '../ui/screen.tsx';
import { Toasts } from '../ui/toast.tsx';
import { UiWordsInUse } from '../ui/ui-words.ts';
import { FailureNote } from '../words/failure-note.tsx';
import { useLanguageSetting } from '../words/i18n.ts';
import { LanguageInUse, useSpokenLanguage, useTranslation } from '../words/translation.ts';
import { useWordsOfUi } from '../words/ui-words.ts';
import { AppBanners } from './app-banners.tsx';
import { useAppearance } from './appearance.ts';
import { fillLater, openApp } from './open.ts';
import { Rail } from './rail.tsx';

type LaterScreen = {
  load: () => Promise<{ default: ComponentType }>;
  Screen: ComponentType;
};

/** A screen that comes when it is asked for, and is drawn without a pause where it has come already. */
function later(bring: () => Promise<ComponentType>): LaterScreen {
  let come: ComponentType | null = null;
  const load = async () => {
    come ??= await bring();
    return { default: come };
  };
  const Later = lazy(load);
  return {
    load,
    Screen() {
      // For as long as it is shown: another component in its place would begin anew.
      const [Shown] = useState<ComponentType>(() => come ?? Later);
      return <Shown />;
    },
  };
}

/** One element, so that a screen that is drawn again does not draw them again. */
const BANNERS = <AppBanners />;
const SCREENS: Record<ScreenName, LaterScreen> = {
  today: later(async () => (await import('../today/today.tsx')).TodayScreen),
  requests: later(async () => (await import('../requests/requests.tsx')).RequestsScreen),
  services: later(async () => (await import('../services/services.tsx')).ServicesScreen),
  people: later(async () => (await import('../people/people.tsx')).PeopleScreen),
  handovers: later(async () => (await import('../handover/handovers.tsx')).HandoversScreen),
  rules: later(async () => (await import('../rules/rules.tsx')).RulesScreen),
  activity: later(async () => (await import('../activity/activity.tsx')).ActivityScreen),
  mail: later(async () => (await import('../mail/mail.tsx')).MailScreen),
  settings: later(async () => (await import('../settings/settings.tsx')).SettingsScreen),
  connect: later(async () => (await import('../accounts/connect.tsx')).ConnectScreen),
};

const PersonOverlays = lazy(async () => ({
  default: (await import('../people/people-overlays.tsx')).PersonOverlays,
}));
const CodesDialogs = lazy(async () => ({
  default: (await import('../codes/codes-dialogs.tsx')).CodesDialogs,
}));
const WaitingBar = lazy(async () => ({ default: (await import('../codes/waiting-bar.tsx')).WaitingBar }));
const OutboxDialog = lazy(async () => ({
  default: (await import('../outbox/outbox.tsx')).OutboxDialog,
}));
const HandoverDialog = lazy(async () => ({
  default: (await import('../handover/handover.tsx')).HandoverDialog,
}));
const LetterDialog = lazy(async () => ({
  default: (await import('../letters/letter-dialog.tsx')).LetterDialog,
}));
const LockScreen = lazy(async () => ({ default: (await import('../lock/lock.tsx')).LockScreen }));
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }));

/** Brings the screen that a window opens with. One that does not come is asked for again, and told of, when it is drawn. */
export async function bringScreen(screen: ScreenName): Promise<void> {
  await SCREENS[screen].load().catch(() => {});
}

export function App() {
  useLanguageSetting();
  useAppearance();
  return (
    <LanguageInUse value={useSpokenLanguage()}>
      <UiWordsInUse value={useWordsOfUi()}>
        <CSPProvider disableStyleElements>
          <Window />
          <Toasts />
        </CSPProvider>
      </UiWordsInUse>
    </LanguageInUse>
  );
}

function Window() {
  const { t } = useTranslation('common');
  const ready = useStore((state) => state.app !== null);
  const failure = useStore((state) => state.openFailure);
  const screen = useScreen();
  const locked = useStore(isLocked);
  // Before the first account there is nowhere to go.
  const isAlone = useStore((state) => isFirstVisit(state) && state.route.screen === 'connect');
  if (locked) {
    return (
      <Suspense fallback={null}>
        <LockScreen />
      </Suspense>
    );
  }
  if (!ready) {
    // Nothing is drawn for the few milliseconds the desk takes: the page has the frame's colours already.
    if (failure === null) return null;
    return (
      <main className="main main-alone">
        <h1 className="visually-hidden">{t('app')}</h1>
        <Empty
          icon={<TriangleAlert aria-hidden="true" />}
          title={t('opening.failed')}
          text={<FailureNote failure={failure} />}
          action={<Button onClick={() => void openApp().then(fillLater)}>{t('banner.retry')}</Button>}
        />
      </main>
    );
  }
  const Shown = SCREENS[screen].Screen;
  return (
    <>
      <div className={isAlone ? 'frame frame-alone' : 'frame'}>
        {isAlone ? null : <Rail />}
        <main className="main" id="content" data-screen={screen}>
          <EveryScreen value={BANNERS}>
            <Fence key={screen}>
              <Suspense fallback={null}>
                <Shown />
              </Suspense>
            </Fence>
          </EveryScreen>
        </main>
      </div>
      <Overlays />
      <OfPerson />
      <OfCodes />
      <OfOutbox />
      <OfHandover />
      <OfLetter />
      <DropTarget />
    </>
  );
}

/** Loaded when first asked for, and kept from then on. */
function Overlays() {
  const overlay = useStore((state) => state.overlay);
  const [used, setUsed] = useState(false);
  if (overlay !== null && !used) setUsed(true);
  return used ? (
    <Suspense fallback={null}>
      <Palette />
      <ShortcutSheet />
    </Suspense>
  ) : null;
}

/** The menu and the name of a NIC handle, wherever it was clicked. */
function OfPerson() {
  const asked = useStore((state) => state.person !== null || state.naming !== null);
  const [used, setUsed] = useState(false);
  if (asked && !used) setUsed(true);
  return used ? (
    <Suspense fallback={null}>
      <PersonOverlays />
    </Suspense>
  ) : null;
}

/** A hand-over, over whatever screen it was asked for on. */
function OfHandover() {
  const asked = useStore((state) => state.handover !== null);
  const [used, setUsed] = useState(false);
  if (asked && !used) setUsed(true);
  return used ? (
    <Suspense fallback={null}>
      <HandoverDialog />
    </Suspense>
  ) : null;
}

/** A message to somebody, over whatever screen it was asked for on. */
function OfLetter() {
  const asked = useStore((state) => state.letter !== null);
  const [used, setUsed] = useState(false);
  if (asked && !used) setUsed(true);
  return used ? (
    <Suspense fallback={null}>
      <LetterDialog />
    </Suspense>
  ) : null;
}

/** What is found, decided and about to be sent, over whatever screen he is on. */
function OfCodes() {
  const isAsked = useStore(
    ({ codes, decisions }) =>
      codes.open ||
      codes.asking ||
      codes.looking !== null ||
      codes.failure !== null ||
      codes.nothing !== null ||
      Object.keys(decisions.jobs).length > 0,
  );
  const [used, setUsed] = useState(false);
  if (isAsked && !used) setUsed(true);
  return used ? (
    <Suspense fallback={null}>
      <CodesDialogs />
      <WaitingBar />
    </Suspense>
  ) : null;
}

/** What waits for the user's word, over whatever screen he is on. */
function OfOutbox() {
  const open = useStore((state) => state.outbox.open);
  const [used, setUsed] = useState(false);
  if (open && !used) setUsed(true);
  return used ? (
    <Suspense fallback={null}>
      <OutboxDialog />
    </Suspense>
  ) : null;
}

/** One broken screen must not take the window with it. */
class Fence extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    return error === null ? (
      this.props.children
    ) : (
      <Broken error={error} onAgain={() => this.setState({ error: null })} />
    );
  }
}

function Broken({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Empty
      icon={<TriangleAlert aria-hidden="true" />}
      title={t('broken.title')}
      text={
        <>
          {t('broken.text')} <code>{error.message}</code>
        </>
      }
      action={<Button onClick={onAgain}>{t('broken.again')}</Button>}
    />
  );
}

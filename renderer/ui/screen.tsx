/** The layout every screen shares: title and actions, filters and search, banners, content, and a pane that becomes a sheet. */
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { useMediaQuery } from './media-query.ts';
import { Sheet } from './sheet.tsx';

/** What the window has to say on every screen, between its head and its content. */
export const EveryScreen = createContext<ReactNode>(null);

type ScreenProps = {
  title: string;
  /** The screen this one hangs below: its name leads back to it. */
  above?: { title: string; href: string; onOpen: () => void };
  /** A quiet word beside the title. */
  note?: ReactNode;
  actions?: ReactNode;
  filters?: ReactNode;
  search?: ReactNode;
  banner?: ReactNode;
  /** The detail pane's content; absent or `null` = closed. */
  pane?: ReactNode;
  /** Names the pane for assistive technology. */
  paneLabel?: string;
  /** Called when the sheet is dismissed on a narrow window. */
  onPaneClose?: () => void;
  children: ReactNode;
};

export function Screen({
  title,
  above,
  note,
  actions,
  filters,
  search,
  banner,
  pane,
  paneLabel = title,
  onPaneClose,
  children,
}: ScreenProps) {
  const everywhere = useContext(EveryScreen);
  const wide = useMediaQuery('(min-width: 1180px)');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Relevo`;
    // A new screen begins at its title, so that the keyboard does not stay on a link of the rail that is behind it.
    if (document.activeElement === null || document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [title]);
  const paneOpen = pane !== undefined && pane !== null && pane !== false;
  return (
    <div className="screen">
      <header className="screen-head">
        <div className="screen-line">
          {above === undefined ? null : (
            <p className="screen-above">
              <a
                href={above.href}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  above.onOpen();
                }}
              >
                {above.title}
              </a>{' '}
              <span aria-hidden="true">/</span>
            </p>
          )}
          <h1
            className={note === undefined ? 'screen-title ellipsis' : 'screen-title screen-title-noted'}
            tabIndex={-1}
            ref={heading}
          >
            {title}
          </h1>
          {note === undefined ? null : <p className="screen-note">{note}</p>}
          {actions ? <div className="screen-actions">{actions}</div> : null}
        </div>
        {filters || search ? (
          <div className="screen-line screen-line-filters">
            <div className="screen-filters">{filters}</div>
            {search}
          </div>
        ) : null}
      </header>
      {everywhere}
      {banner}
      <div className="screen-body">
        <div className="screen-content">{children}</div>
        {paneOpen && wide ? (
          <aside className="pane" aria-label={paneLabel}>
            {pane}
          </aside>
        ) : null}
      </div>
      {paneOpen && !wide ? (
        <Sheet label={paneLabel} onClose={() => onPaneClose?.()}>
          <div className="pane">{pane}</div>
        </Sheet>
      ) : null}
    </div>
  );
}

/** What stands where a list would: why it is empty, and what to do next. */
import type { ReactNode } from 'react';

type EmptyProps = { icon?: ReactNode; title: ReactNode; text?: ReactNode; action?: ReactNode };

export function Empty({ icon, title, text, action }: EmptyProps) {
  return (
    <div className="empty">
      {icon}
      <p className="empty-title">{title}</p>
      {text ? <div className="empty-text">{text}</div> : null}
      {action ? <div className="empty-action">{action}</div> : null}
    </div>
  );
}

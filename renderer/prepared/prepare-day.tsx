/** Asks for the day on which Relevo is to ask: a small dialog that says what happens then. It keeps and sends nothing itself. */
import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { beginOfDay, dayAfter, localDay } from '../../shared/local-day.ts';
import { MOST_DAYS_AHEAD } from '../../shared/prepared.ts';
import { useNow } from '../store/now.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';

type PrepareDayProps = {
  what: string;
  note: string;
  /** The day it is for now. */
  from?: string;
  /** The day on which the first of it runs out; later ones are warned of. */
  runsOut?: string | null;
  onClose: () => void;
  /** Answers why it could not be kept. */
  onKeep: (day: string) => Promise<Failure | null>;
};

export function PrepareDay({ what, note, from = '', runsOut = null, onClose, onKeep }: PrepareDayProps) {
  const { t } = useTranslation(['prepared', 'common']);
  const formats = useFormats();
  const now = useNow();
  const today = localDay(now);
  const first = dayAfter(today, 1);
  const last = dayAfter(today, MOST_DAYS_AHEAD);
  const [day, setDay] = useState(from > today ? from : first);
  const [demanded, setDemanded] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const fault = day === '' ? 'missing' : day < first ? 'past' : day > last ? 'far' : null;
  const keep = async (event?: FormEvent) => {
    event?.preventDefault();
    setDemanded(true);
    if (fault !== null || busy) return;
    setBusy(true);
    const failed = await onKeep(day);
    setBusy(false);
    if (failed === null) onClose();
    else setFailure(failed);
  };
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={t('prepared:ask.title')}
      description={what}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" busy={busy} onClick={() => void keep()}>
            {fault === null
              ? t('prepared:ask.doFor', { day: formats.date(beginOfDay(day), now) })
              : t('prepared:ask.do')}
          </Button>
        </>
      }
    >
      <form className="prepare-day" noValidate onSubmit={(event) => void keep(event)}>
        <TextField
          ref={field}
          type="date"
          label={t('prepared:ask.day')}
          min={first}
          max={last}
          value={day}
          error={demanded && fault !== null ? t(`prepared:ask.${fault}`) : undefined}
          warning={
            runsOut !== null && fault === null && day >= runsOut
              ? t('prepared:ask.runsOut', { day: formats.date(beginOfDay(runsOut), now) })
              : undefined
          }
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <p className="field-hint">{note}</p>
        {failure === null ? null : <FailureNote failure={failure} />}
        {/* Enter in the field does what the button in the footer does. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

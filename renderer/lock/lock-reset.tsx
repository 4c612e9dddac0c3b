/** The way out of a lock whose passphrase is lost: says everything that is wiped, and wipes nothing before it was typed. */
import { type FormEvent, useId, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { toast } from '../ui/toast.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { wipeEverything } from './lock-state.ts';

export function LockReset({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('lock');
  const { t: tc } = useTranslation('common');
  const form = useId();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const word = t('reset.word');
  const isConfirmed = typed.trim().toUpperCase() === word;
  const close = () => {
    setTyped('');
    setFailure(null);
    onClose();
  };
  const wipe = async (event: FormEvent) => {
    event.preventDefault();
    if (!isConfirmed || busy) return;
    setBusy(true);
    const answer = await wipeEverything();
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    toast(answer.value === 0 ? t('reset.done') : t('reset.left', { count: answer.value }), {
      tone: answer.value === 0 ? 'good' : 'bad',
    });
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      size="s"
      title={t('reset.title')}
      footer={
        <>
          <p className="dialog-note">{t('reset.final')}</p>
          <Button onClick={close}>{tc('cancel')}</Button>
          <Button type="submit" form={form} variant="danger" busy={busy} disabled={!isConfirmed}>
            {t('reset.do')}
          </Button>
        </>
      }
    >
      <form id={form} className="lock-reset" onSubmit={(event) => void wipe(event)}>
        <p>{t('reset.why')}</p>
        <p>{t('reset.what')}</p>
        <p>{t('reset.ovh')}</p>
        <TextField
          label={t('reset.label', { word })}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {failure ? <FailureNote failure={failure} /> : null}
      </form>
    </Dialog>
  );
}

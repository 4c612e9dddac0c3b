/** Forgetting an account: what is wiped, what stays, and what becomes of its keys at OVHcloud, before and after. */
import { useState } from 'react';
import type { Account } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { countOfAccount } from '../../shared/prepared.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { forgetAccount, useAccountName } from './accounts.ts';

/** What becomes of the keys: ended there, left where they lie, dead within the hour by themselves, or out of reach. */
function fateOf({ credential }: Account): 'asked' | 'left' | 'service' | 'dead' | 'unreachable' {
  if (credential.kept === 'environment') return 'left';
  if (credential.kind === 'oauth2') return 'service';
  if (credential.state === 'expired') return 'dead';
  return credential.state === 'valid' ? 'asked' : 'unreachable';
}

export function AccountForget({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'prepared']);
  const number = useNumber();
  const prepared = useStore((state) => countOfAccount(state.prepared ?? [], account.id));
  const { t: tc } = useTranslation('common');
  const [busy, setBusy] = useState(false);
  const [record, setRecord] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const name = useAccountName()(account);
  const fate = fateOf(account);
  const forget = async () => {
    setBusy(true);
    const answer = await forgetAccount(account.id, record);
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    const { loggedOut } = answer.value;
    // Where nothing was asked of OVHcloud, nothing was refused either.
    const open = !loggedOut && (fate === 'asked' || fate === 'unreachable');
    const said = fate === 'asked' || fate === 'unreachable' ? 'done' : `done_${fate}`;
    toast(t(open ? 'forget.doneHere' : `forget.${said}`, { name }), { tone: open ? 'mute' : 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="s"
      title={t('forget.title', { name })}
      footer={
        <>
          <Button onClick={onClose}>{tc('cancel')}</Button>
          <Button variant="danger" busy={busy} onClick={() => void forget()}>
            {t('accounts.forget')}
          </Button>
        </>
      }
    >
      <dl className="forget-list">
        <dt>{t('forget.wiped')}</dt>
        <dd>
          {t('forget.wipedText')}
          {prepared === 0 ? null : <> {t('prepared:forget', { count: prepared, shown: number(prepared) })}</>}
        </dd>
        <dt>{t('forget.atOvh')}</dt>
        <dd>{t(`forget.fate.${fate}`)}</dd>
        <dt>{t('forget.stays')}</dt>
        <dd>{t(record ? 'forget.staysLess' : 'forget.staysText')}</dd>
      </dl>
      <label className="forget-record">
        <Checkbox label={t('forget.record')} checked={record} onChange={setRecord} />
        <span>
          <span aria-hidden="true">{t('forget.record')}</span>
          {record ? <span className="settings-hint">{t('forget.recordWhat')}</span> : null}
        </span>
      </label>
      {failure ? <FailureNote failure={failure} /> : null}
    </Dialog>
  );
}

/** What is told of dropped files beside their codes: which hold none, which could not be read and what to do. Only shows. */
import type { UnreadableFile } from '../../shared/found-code.ts';
import { useTranslation } from '../words/translation.ts';
import type { CutShort, FileNotes } from './codes-slice.ts';

const WHYS: readonly UnreadableFile['why'][] = ['broken', 'empty', 'size', 'slow', 'memory', 'type'];

export function FileNotesList({ files }: { files: FileNotes }) {
  const { t } = useTranslation('codes');
  const { unreadable, nothingIn, cut } = files;
  if (unreadable.length === 0 && nothingIn.length === 0 && cut.length === 0) return null;
  return (
    <div className="codes-files">
      {unreadable.length === 0 ? null : (
        <details open={unreadable.length <= 5}>
          <summary>{t('files.unreadable', { count: unreadable.length })}</summary>
          {WHYS.map((why) => {
            const names = unreadable.filter((file) => file.why === why).map((file) => file.name);
            return names.length === 0 ? null : (
              <div key={why} className="codes-file-why">
                <Names names={names} />
                <p>{t(`files.why.${why}`)}</p>
              </div>
            );
          })}
        </details>
      )}
      {cut.length === 0 ? null : (
        <details open={cut.length <= 5}>
          <summary>{t('files.cut', { count: cut.length })}</summary>
          <Names names={cut} />
        </details>
      )}
      {nothingIn.length === 0 ? null : (
        <details open={nothingIn.length <= 5}>
          <summary>{t('files.nothingIn', { count: nothingIn.length })}</summary>
          <Names names={nothingIn} />
        </details>
      )}
    </div>
  );
}

export function CutShortNote({ what }: { what: CutShort }) {
  const { t } = useTranslation('codes');
  return what === null ? null : (
    <p className="codes-cut" role="note">
      {t(`cutShort.${what}`)}
    </p>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <ul className="codes-file-names">
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: files of different folders may share a name.
        <li key={index}>{name}</li>
      ))}
    </ul>
  );
}

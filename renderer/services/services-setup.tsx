/** Setting the services table up: saved views, and which columns stand in which order. What is set up is kept in the settings. */
import { ArrowDown, ArrowUp, Columns3, Pencil, Settings2, Trash2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { SavedView } from '../../shared/settings.ts';
import { useRoute } from '../store/route.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { useTranslation } from '../words/translation.ts';
import {
  changeColumns,
  columnsInAddress,
  movedColumn,
  resetColumns,
  SERVICE_COLUMN_IDS,
  toggledColumn,
  useColumnIds,
} from './columns.ts';
import { useColumnTitles } from './services-columns.tsx';
import { deleteView, openView, renameView, saveView, useViews, viewInForce } from './views.ts';

type Open = 'save' | 'manage' | 'columns' | null;

/** The menu of views and columns, with its dialogs. */
export function ServiceSetup() {
  const { t } = useTranslation('services');
  const views = useViews();
  const columns = useColumnIds();
  const { query } = useRoute();
  const [open, setOpen] = useState<Open>(null);
  // Columns belong to a view: they are told in it, also where they are the ones that are remembered.
  const whole = { ...query, cols: columnsInAddress(columns) };
  const inForce = viewInForce(views, whole);
  const items: MenuEntry[] = [
    ...views.map((view) => ({
      label: view.name,
      checked: view.id === inForce?.id,
      onSelect: () => openView(view),
    })),
    {
      label: t('views.save'),
      icon: <Pencil aria-hidden="true" />,
      lineBefore: views.length > 0,
      onSelect: () => setOpen('save'),
    },
    ...(views.length === 0
      ? []
      : [
          {
            label: t('views.manage'),
            icon: <Settings2 aria-hidden="true" />,
            onSelect: () => setOpen('manage'),
          },
        ]),
    {
      label: t('columns.choose'),
      icon: <Columns3 aria-hidden="true" />,
      lineBefore: true,
      onSelect: () => setOpen('columns'),
    },
  ];
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        items={items}
        trigger={
          <Button icon={<Columns3 aria-hidden="true" />} className="services-view">
            <span className="ellipsis">{inForce?.name ?? t('views.button')}</span>
          </Button>
        }
      />
      {open === 'save' ? <SaveDialog views={views} query={whole} onClose={close} /> : null}
      {open === 'manage' ? <ManageDialog views={views} onClose={close} /> : null}
      {open === 'columns' ? <ColumnsDialog onClose={close} /> : null}
    </>
  );
}

function SaveDialog({
  views,
  query,
  onClose,
}: {
  views: readonly SavedView[];
  query: Record<string, string>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['services', 'common']);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const form = useId();
  const plain = name.trim();
  const replaces = views.some((view) => view.name === plain);

  async function save() {
    if (plain === '') {
      setError(t('services:views.nameMissing'));
      return;
    }
    const failure = await saveView(plain, query);
    if (failure === 'too-many') setError(t('services:views.tooMany', { most: views.length }));
    else if (failure !== null) setError(t('services:views.notKept'));
    else {
      toast(t('services:views.saved', { name: plain }), { tone: 'good' });
      onClose();
    }
  }

  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={t('services:views.saveTitle')}
      description={t('services:views.saveText')}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" form={form}>
            {replaces ? t('services:views.replace') : t('services:views.keep')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          ref={field}
          label={t('services:views.name')}
          value={name}
          maxLength={80}
          autoComplete="off"
          error={error}
          warning={replaces ? t('services:views.replaces') : undefined}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
        />
      </form>
    </Dialog>
  );
}

function ManageDialog({ views, onClose }: { views: readonly SavedView[]; onClose: () => void }) {
  const { t } = useTranslation(['services', 'common']);
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={t('services:views.manageTitle')}
      footer={<Button onClick={onClose}>{t('common:close')}</Button>}
    >
      {views.length === 0 ? <p>{t('services:views.none')}</p> : null}
      <ul className="setup-list">
        {views.map((view) => (
          <ViewLine key={view.id} view={view} taken={views} />
        ))}
      </ul>
    </Dialog>
  );
}

function ViewLine({ view, taken }: { view: SavedView; taken: readonly SavedView[] }) {
  const { t } = useTranslation('services');
  const [name, setName] = useState(view.name);
  const plain = name.trim();
  const isTaken = taken.some((other) => other.id !== view.id && other.name === plain);

  async function rename() {
    if (plain === view.name) return;
    if (plain === '' || isTaken) {
      setName(view.name);
      return;
    }
    if ((await renameView(view.id, plain)) !== null) toast(t('views.notKept'), { tone: 'bad' });
  }

  return (
    <li className="setup-line">
      <input
        className="input"
        aria-label={t('views.rename', { name: view.name })}
        aria-invalid={isTaken || undefined}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => void rename()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <IconButton
        label={t('views.delete', { name: view.name })}
        icon={<Trash2 aria-hidden="true" />}
        onClick={() => {
          void deleteView(view.id).then((failure) => {
            if (failure !== null) toast(t('views.notKept'), { tone: 'bad' });
          });
        }}
      />
    </li>
  );
}

function ColumnsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['services', 'common']);
  const columns = useColumnIds();
  const titles = useColumnTitles();
  const off = SERVICE_COLUMN_IDS.filter((id) => !columns.includes(id));
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={t('services:columns.title')}
      description={t('services:columns.text')}
      footer={
        <>
          <Button variant="quiet" onClick={resetColumns}>
            {t('services:columns.reset')}
          </Button>
          <Button onClick={onClose}>{t('common:close')}</Button>
        </>
      }
    >
      <ul className="setup-list">
        {[...columns, ...off].map((id) => {
          const place = columns.indexOf(id);
          const title = titles[id];
          return (
            <li key={id} className="setup-line">
              <Checkbox
                label={t('services:columns.show', { name: title })}
                checked={place >= 0}
                disabled={id === 'name'}
                onChange={() => changeColumns(toggledColumn(columns, id))}
              />
              <span className="setup-name">{title}</span>
              {place < 0 ? null : (
                <>
                  <IconButton
                    label={t('services:columns.before', { name: title })}
                    icon={<ArrowUp aria-hidden="true" />}
                    disabled={place === 0}
                    onClick={() => changeColumns(movedColumn(columns, id, -1))}
                  />
                  <IconButton
                    label={t('services:columns.after', { name: title })}
                    icon={<ArrowDown aria-hidden="true" />}
                    disabled={place === columns.length - 1}
                    onClick={() => changeColumns(movedColumn(columns, id, 1))}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

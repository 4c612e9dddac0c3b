/** Setting a list up: saved views, and which columns stand in which order. What is set up is kept in the settings. */
import { ArrowDown, ArrowUp, Columns3, Pencil, Settings2, Trash2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { SavedView } from '../../shared/settings.ts';
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
  type Keep,
  movedColumn,
  resetColumns,
  type TableSetup,
  toggledColumn,
  useColumnIds,
} from './table-setup.ts';
import { deleteView, openView, renameView, saveView, useViews, viewInForce } from './views.ts';

type ListSetupProps<Id extends string> = {
  setup: TableSetup<Id>;
  /** What each column is called. */
  titles: Readonly<Record<Id, string>>;
  keep: Keep;
  /** What is looked at, as an address says it; the columns aside. */
  query: Readonly<Record<string, string>>;
};

type Open = 'save' | 'manage' | 'columns' | null;

/** The menu of views and columns, with its dialogs. */
export function ListSetup<Id extends string>(props: ListSetupProps<Id>) {
  const { setup, keep, query } = props;
  const { t } = useTranslation('lists');
  const views = useViews(setup.list);
  const columns = useColumnIds(setup);
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
          <Button icon={<Columns3 aria-hidden="true" />} className="list-setup">
            <span className="ellipsis">{inForce?.name ?? t('views.button')}</span>
          </Button>
        }
      />
      {open === 'save' ? (
        <SaveDialog list={setup.list} keep={keep} views={views} query={whole} onClose={close} />
      ) : null}
      {open === 'manage' ? <ManageDialog keep={keep} views={views} onClose={close} /> : null}
      {open === 'columns' ? <ColumnsDialog {...props} onClose={close} /> : null}
    </>
  );
}

function SaveDialog({
  list,
  keep,
  views,
  query,
  onClose,
}: {
  list: TableSetup['list'];
  keep: Keep;
  views: readonly SavedView[];
  query: Record<string, string>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['lists', 'common']);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const form = useId();
  const plain = name.trim();
  const replaces = views.some((view) => view.name === plain);

  async function save() {
    if (plain === '') {
      setError(t('lists:views.nameMissing'));
      return;
    }
    const failure = await saveView(list, plain, query, keep);
    if (failure === 'too-many') setError(t('lists:views.tooMany', { most: views.length }));
    else if (failure !== null) setError(t('lists:views.notKept'));
    else {
      toast(t('lists:views.saved', { name: plain }), { tone: 'good' });
      onClose();
    }
  }

  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={t('lists:views.saveTitle')}
      description={t('lists:views.saveText')}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" form={form}>
            {replaces ? t('lists:views.replace') : t('lists:views.keep')}
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
          label={t('lists:views.name')}
          value={name}
          maxLength={80}
          autoComplete="off"
          error={error}
          warning={replaces ? t('lists:views.replaces') : undefined}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
        />
      </form>
    </Dialog>
  );
}

function ManageDialog({
  keep,
  views,
  onClose,
}: {
  keep: Keep;
  views: readonly SavedView[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['lists', 'common']);
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={t('lists:views.manageTitle')}
      footer={<Button onClick={onClose}>{t('common:close')}</Button>}
    >
      {views.length === 0 ? <p>{t('lists:views.none')}</p> : null}
      <ul className="setup-list">
        {views.map((view) => (
          <ViewLine key={view.id} keep={keep} view={view} taken={views} />
        ))}
      </ul>
    </Dialog>
  );
}

type ViewLineProps = { keep: Keep; view: SavedView; taken: readonly SavedView[] };

function ViewLine({ keep, view, taken }: ViewLineProps) {
  const { t } = useTranslation('lists');
  const [name, setName] = useState(view.name);
  const plain = name.trim();
  const isTaken = taken.some((other) => other.id !== view.id && other.name === plain);

  async function rename() {
    if (plain === view.name) return;
    if (plain === '' || isTaken) {
      setName(view.name);
      return;
    }
    if ((await renameView(view.id, plain, keep)) !== null) toast(t('views.notKept'), { tone: 'bad' });
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
          void deleteView(view.id, keep).then((failure) => {
            if (failure !== null) toast(t('views.notKept'), { tone: 'bad' });
          });
        }}
      />
    </li>
  );
}

function ColumnsDialog<Id extends string>({
  setup,
  titles,
  keep,
  onClose,
}: ListSetupProps<Id> & { onClose: () => void }) {
  const { t } = useTranslation(['lists', 'common']);
  const columns = useColumnIds(setup);
  const off = setup.ids.filter((id) => !columns.includes(id));
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={t('lists:columns.title')}
      description={t('lists:columns.text')}
      footer={
        <>
          <Button variant="quiet" onClick={() => resetColumns(setup, keep)}>
            {t('lists:columns.reset')}
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
                label={t('lists:columns.show', { name: title })}
                checked={place >= 0}
                disabled={id === setup.main}
                onChange={() => changeColumns(setup, toggledColumn(setup, columns, id), keep)}
              />
              <span className="setup-name">{title}</span>
              {place < 0 ? null : (
                <>
                  <IconButton
                    label={t('lists:columns.before', { name: title })}
                    icon={<ArrowUp aria-hidden="true" />}
                    disabled={place === 0}
                    onClick={() => changeColumns(setup, movedColumn(columns, id, -1), keep)}
                  />
                  <IconButton
                    label={t('lists:columns.after', { name: title })}
                    icon={<ArrowDown aria-hidden="true" />}
                    disabled={place === columns.length - 1}
                    onClick={() => changeColumns(setup, movedColumn(columns, id, 1), keep)}
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

/** What can be done with one request from its row: open it, its code, a reminder, copies, and narrowing the list to whom it concerns. */
import { Copy, Filter, Hash, Mail, PanelRight, Send, Server } from 'lucide-react';
import { useCallback } from 'react';
import { firstNameOf } from '../../shared/people.ts';
import { findCodesOf } from '../codes/codes.ts';
import { openLetter } from '../letters/letters-state.ts';
import { wantPaneFocus } from '../list/pane-focus.ts';
import { useCalled } from '../people/names.ts';
import { go, openKey } from '../store/route.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { copyText } from '../words/clipboard.ts';
import { useTranslation } from '../words/translation.ts';
import { changeLook } from './requests-look.ts';
import type { RequestRow } from './requests-view.ts';

export function useRequestMenu(): (row: RequestRow) => MenuEntry[] {
  const { t } = useTranslation('requests');
  const called = useCalled();
  return useCallback(
    (row) => {
      const { request, turn } = row;
      const { serviceDomain, serviceKey } = request;
      const open = () => {
        wantPaneFocus();
        openKey(row.key);
      };
      const [late] = turn.whose === 'theirs' && turn.certain && !row.overdue ? turn.sides : [];
      const handles = new Set(
        [request.fromAccount, request.toAccount].flatMap((handle) => (handle === null ? [] : [handle])),
      );
      return [
        {
          label: t(turn.whose === 'mine' ? 'menu.enter' : 'menu.open'),
          icon: <PanelRight aria-hidden="true" />,
          onSelect: open,
        },
        ...(turn.whose === 'mine'
          ? [
              {
                label: t('menu.find'),
                icon: <Mail aria-hidden="true" />,
                onSelect: () => findCodesOf(new Set([row.key])),
              },
            ]
          : []),
        ...(late === undefined
          ? []
          : [
              {
                label: t('handovers:remind', { who: firstNameOf(called(late)) }),
                icon: <Send aria-hidden="true" />,
                onSelect: () => openLetter(late, [row.key]),
              },
            ]),
        ...(serviceKey === null
          ? []
          : [
              {
                label: t('menu.service'),
                icon: <Server aria-hidden="true" />,
                onSelect: () => go({ screen: 'services', key: serviceKey }),
              },
            ]),
        ...(serviceDomain === null
          ? []
          : [
              {
                label: t('menu.copy'),
                icon: <Copy aria-hidden="true" />,
                lineBefore: true,
                onSelect: () => void copyText(serviceDomain, t('menu.copied')),
              },
            ]),
        {
          label: t('menu.copyNumber', { id: request.id }),
          icon: <Hash aria-hidden="true" />,
          onSelect: () => void copyText(String(request.id), t('menu.numberCopied')),
        },
        ...[...handles].map((nichandle, index) => ({
          label: t('menu.only', { who: called(nichandle) }),
          icon: <Filter aria-hidden="true" />,
          lineBefore: index === 0,
          onSelect: () => changeLook({ q: nichandle }),
        })),
      ];
    },
    [t, called],
  );
}

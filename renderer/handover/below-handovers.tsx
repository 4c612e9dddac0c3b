/** The frame of every page below Hand-overs: "Hand-overs / its name" over it, so that the way back is always there. */
import type { ComponentProps } from 'react';
import { formatRoute, go } from '../store/route.ts';
import { Screen } from '../ui/screen.tsx';
import { useTranslation } from '../words/translation.ts';

export function BelowHandovers(props: Omit<ComponentProps<typeof Screen>, 'above'>) {
  const { t } = useTranslation('handovers');
  return (
    <Screen
      {...props}
      above={{
        title: t('title'),
        href: formatRoute({ screen: 'handovers' }),
        onOpen: () => go({ screen: 'handovers' }),
      }}
    />
  );
}

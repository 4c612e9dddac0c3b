/** The name of a service's type in the language, from its family. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { familyKey } from '../../shared/families.ts';

/** Answers an empty text where the family is not known: the API does not tell it with a request. */
export function useTypeName(): (family: string | null) => string {
  const { t } = useTranslation('families');
  return useCallback((family) => (family === null ? '' : t(familyKey(family))), [t]);
}

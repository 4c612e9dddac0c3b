/** The name of a service's type in the language, from its family. */
import { useCallback } from 'react';
import { familyKey } from '../../shared/families.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { useTranslation } from '../words/translation.ts';

/** Answers an empty text where the family is not known: the API does not tell it with a request. */
export function useTypeName(): (family: string | null) => string {
  const { t } = useTranslation('families');
  return useCallback((family) => (family === null ? '' : t(familyKey(family))), [t]);
}

/** The type of a request's service; where a domain and its zone could be meant, both: "Domain or DNS zone". */
export function useRequestTypeName(): (request: ContactRequest) => string {
  const { i18n } = useTranslation('families');
  const typeName = useTypeName();
  return useCallback(
    ({ family, possibleFamilies = [] }) => {
      if (family !== null || possibleFamilies.length === 0) return typeName(family);
      const names = [...new Set(possibleFamilies.map(typeName))];
      return new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(names);
    },
    [typeName, i18n.language],
  );
}

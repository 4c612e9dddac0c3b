/** The signature of an API call. Knows nothing of clocks or transport: it signs exactly the bytes it is given. */
import { createHash } from 'node:crypto';

export type Signable = {
  applicationSecret: string;
  consumerKey: string;
  method: 'GET' | 'POST';
  /** Full URL with its query, as sent. */
  url: string;
  /** As sent; `''` for none. */
  body: string;
  /** Seconds since 1970 by the service's clock. */
  timestamp: number;
};

/**
 * Value of `X-Ovh-Signature`. SHA-1 over a secret prefix is what the service prescribes
 * (https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api, "Signing your requests").
 */
export function sign({ applicationSecret, consumerKey, method, url, body, timestamp }: Signable): string {
  const text = [applicationSecret, consumerKey, method, url, body, timestamp].join('+');
  return `$1$${createHash('sha1').update(text, 'utf8').digest('hex')}`;
}

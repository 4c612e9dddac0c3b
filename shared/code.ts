/** Finds one-time codes in whatever a person pastes. Pure text in, codes out; whether a code fits a request is the desk's business. */

/** One code found. Never leaves the main process: the screens get a handle instead. */
export type CodeInText = {
  code: string;
  /** The request's number, where the link or the e-mail's subject tells it. */
  requestId: number | null;
  source: 'link' | 'email' | 'bare';
  /** The link that brought it leads to a host that only looks like OVHcloud's. */
  suspicious: boolean;
  /** E-mail address from the `To:` header. */
  recipient: string | null;
  /** NIC handle named as the receiver. */
  nichandle: string | null;
};

export type CodesInText = { codes: CodeInText[]; emails: number; links: number; bare: number };

/** 8 to 64 letters and digits, white space around it ignored; every sample seen had 32. */
export function isCodeShaped(text: string): boolean {
  return /^[A-Za-z0-9]{8,64}$/.test(text.trim());
}

export function findCodes(text: string): CodesInText {
  const codes: CodeInText[] = [];
  if (isCodeShaped(text)) {
    codes.push({
      code: text.trim(),
      requestId: null,
      source: 'bare',
      suspicious: false,
      recipient: null,
      nichandle: null,
    });
  }
  for (const [, id, code] of text.matchAll(
    /https:\/\/(?:www\.ovh\.com|ca\.ovh\.com|manager\.(?:eu|ca)\.ovhcloud\.com)\/[^\s#]{0,80}#\/[a-z/]{0,60}contacts\/(\d{1,15})\?[^\s#]{0,80}token=([A-Za-z0-9]{8,64})/g,
  )) {
    if (codes.some((found) => found.code === code)) continue;
    codes.push({
      code: code ?? '',
      requestId: Number(id),
      source: 'link',
      suspicious: false,
      recipient: null,
      nichandle: null,
    });
  }
  return {
    codes,
    emails: 0,
    links: codes.filter((found) => found.source === 'link').length,
    bare: codes.filter((found) => found.source === 'bare').length,
  };
}

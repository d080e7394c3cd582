/** A refusal as a small page, for whoever asked with a browser; anybody else gets the problem that everybody gets. */
import type { ErrorHandler } from 'hono';
import { html } from 'hono/html';
import { paths } from '../../site/lib/paths.ts';
import { direction, type Messages, messagesFor } from '../../site/messages/index.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { refusalOf } from '../http/problem.ts';

/** For `onError`. What is no refusal but a mistake of ours goes on to be logged. */
export const answerKindly: ErrorHandler<HttpEnv> = (error, c) => {
  const { status, retryAfterSeconds } = refusalOf(error);
  const words = wordsOf(c)[status];
  if (!words || !c.req.header('accept')?.includes('text/html')) throw error;
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  return c.html(noticePage(c, words), status);
};

interface Notice {
  readonly title: string;
  readonly line: string;
}

const wordsOf = (c: HttpContext): Readonly<Record<number, Notice>> => {
  const { desk, errors, form } = messagesOf(c);
  return {
    403: { title: desk.signIn.forbidden, line: desk.case.readOnly },
    404: { title: errors.notFoundTitle, line: errors.notFoundLine },
    413: { title: errors.unavailableTitle, line: form.invalid },
    429: { title: errors.unavailableTitle, line: form.tooOften },
    503: { title: errors.unavailableTitle, line: form.unavailable },
  };
};

const localeOf = (c: HttpContext): string => c.var.staff?.locale ?? c.var.brand.locale;
const messagesOf = (c: HttpContext): Messages => messagesFor(localeOf(c), c.var.brand.settings.address);

const noticePage = (c: HttpContext, { title, line }: Notice) => {
  const locale = localeOf(c);
  const { brand } = c.var;
  return html`<!doctype html>
<html lang="${locale}" dir="${direction(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${brand.name}</title>
<meta name="robots" content="noindex">
<link rel="stylesheet" href="${paths.brandCss}">
<link rel="stylesheet" href="/notice.css">
</head>
<body>
<main>
<p>${brand.name}</p>
<h1>${title}</h1>
<p>${line}</p>
<p><a href="${paths.desk.cases()}">${messagesOf(c).desk.list.title}</a></p>
</main>
</body>
</html>`;
};

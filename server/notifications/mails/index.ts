/** Every mail there is: plain data in, subject, text and HTML out. */
export { type Alert, alertMail, alertSlack } from './alert.ts';
export { askMail } from './ask.ts';
export type { MailReader, RenderedMail } from './layout.ts';
export { type OrderLink, orderLinkMail } from './orderLink.ts';
export { type Reply, type Resolved, replyMail, resolvedMail } from './shopper.ts';
export { type SignInCode, signInCodeMail } from './signInCode.ts';
export type { MailBrand, MailToken, MailTokens } from './theme.ts';
export { type Trouble, troubleMail } from './trouble.ts';

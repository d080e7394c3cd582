/** Every mail there is: plain data in, subject, text and HTML out. */
export { type Alert, alertMail, alertSlack } from './alert.ts';
export { askMail } from './ask.ts';
export { cancellationMail } from './cancellation.ts';
export type { MailReader, RenderedMail } from './layout.ts';
export { type NoticeForMail, noticeMail, topicOfMail } from './notice.ts';
export { orderLinkMail } from './orderLink.ts';
export { type Promotion, promotionMail } from './promotion.ts';
export { replyMail, resolvedMail } from './shopper.ts';
export { signInCodeMail } from './signInCode.ts';
export type { MailBrand } from './theme.ts';
export { troubleMail } from './trouble.ts';

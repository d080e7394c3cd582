/** The six digits that let a member of staff in. There is no link in it: a code is typed where it was asked for. */
import { messagesFor } from '../../../site/messages/index.ts';
import { card, code, type MailBrand, type MailReader, paragraph, type RenderedMail, renderMail } from './layout.ts';

export interface SignInCode {
  readonly code: string;
  readonly validForMinutes: number;
}

export const signInCodeMail = (signIn: SignInCode, brand: MailBrand, reader: MailReader): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const words = m.mail.signIn;
  return renderMail(
    {
      subject: words.subject({ code: signIn.code, brand: brand.name }),
      preheader: words.preheader(signIn.validForMinutes),
      headline: words.headline,
      blocks: [
        card('tint', [code(signIn.code)]),
        paragraph(words.body(signIn.validForMinutes)),
        paragraph(words.notYou, 'soft'),
      ],
      why: words.why(brand.name),
    },
    brand,
    reader.locale,
  );
};

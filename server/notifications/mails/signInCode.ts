/** The six digits that let somebody in, at the desk or to her own account. There is no link in it: a code is typed where it was asked for. */
import { messagesFor } from '../../../site/messages/index.ts';
import { card, code, type MailBrand, type MailReader, paragraph, type RenderedMail, renderMail } from './layout.ts';

export interface SignInCode {
  readonly code: string;
  readonly validForMinutes: number;
  readonly audience: 'staff' | 'shopper';
}

export const signInCodeMail = (signIn: SignInCode, brand: MailBrand, reader: MailReader): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const words = m.mail.signIn;
  const own = signIn.audience === 'shopper' ? m.access.mail : words;
  return renderMail(
    {
      subject: words.subject({ code: signIn.code, brand: brand.name }),
      preheader: words.preheader(signIn.validForMinutes),
      headline: words.headline,
      blocks: [
        card('tint', [code(signIn.code)]),
        paragraph(words.body(signIn.validForMinutes)),
        paragraph(own.notYou, 'soft'),
      ],
      why: own.why(brand.name),
    },
    brand,
    reader.locale,
  );
};

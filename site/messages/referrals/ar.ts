/** دعوة الأصدقاء وما يناسب المشتريات، بالعربية. */
import type { When } from '../../lib/format.ts';
import { pluralIn, type SixForms } from '../plural.ts';
import type { GoesWithWords, ReferWords } from './en.ts';

const plural = pluralIn<SixForms>('ar-u-nu-arab');
const digits = new Intl.NumberFormat('ar-u-nu-arab');
const on = (when: When): string => {
  if (when.kind === 'weekday') return `يوم ${when.text}`;
  return when.kind === 'date' ? `في ${when.text}` : when.text;
};
/** بعد «بعد»: «يوم واحد»، «يومين»، «١٤ يومًا». */
const days = (count: number): string =>
  plural(count, {
    zero: '# يوم',
    one: 'يوم واحد',
    two: 'يومين',
    few: '# أيام',
    many: '# يومًا',
    other: '# يوم',
  });

export const referAr: ReferWords = {
  benefit: {
    percentage: (percent) => `خصم ${percent}`,
    moneyOff: (amount) => `خصم ${amount}`,
    points: (count) =>
      plural(count, {
        zero: '# نقطة',
        one: 'نقطة واحدة',
        two: 'نقطتان',
        few: '# نقاط',
        many: '# نقطة',
        other: '# نقطة',
      }),
  },
  title: (p) => `لصديقك ${p.friend}، ولك ${p.mine}`,
  intro: (count) =>
    count === 0
      ? 'شارك رابطك. وما إن يصل أول طلب لصديقك حتى تحصل على نصيبك.'
      : `شارك رابطك. تحصل على نصيبك بعد ${days(count)} من وصول أول طلب لصديقك.`,
  share: {
    title: 'رابطك',
    copy: 'نسخ الرابط',
    copied: 'تم النسخ',
    send: 'مشاركة',
    mail: 'بالبريد',
    message: '{benefit} على أول طلب لك من {brand}: {url}',
    mailSubject: 'شيء لك من {brand}',
  },
  qr: { title: 'أو بمسح الرمز', alt: 'رمز QR يحمل رابطك' },
  terms: {
    title: 'للعلم',
    minimum: (amount) => `تُحتسب الدعوة لطلب قيمته ${amount} فأكثر.`,
    firstOrder: 'الدعوة لمن يطلب من هنا لأول مرة.',
    limit: (p) =>
      p.used === 0
        ? `حتى ${digits.format(p.most)} من الأصدقاء في الشهر، وما زاد على ذلك نراجعه أولًا.`
        : `${digits.format(p.used)} من ${digits.format(p.most)} هذا الشهر، وما زاد على ذلك نراجعه أولًا.`,
    privacy: 'ترى إلى أين وصل الأمر، ولا ترى من هو صديقك ولا ماذا اشترى.',
  },
  withheld: {
    title: 'أنت أولًا',
    line: 'لديك أمر لم يُحلّ بعد، ونريد أن نصلحه قبل أن نطلب منك شيئًا. يبقى رابطك صالحًا.',
  },
  unavailable: 'لا يمكن عرض رابطك الآن. نرجو المحاولة بعد قليل.',
  off: {
    title: 'لا دعوات في الوقت الحالي',
    line: 'لا يوجد برنامج دعوات الآن. وحين يتوفّر تجد رابطك هنا.',
  },
  friends: {
    title: 'أصدقاؤك',
    none: 'لم يقبل أحد دعوتك بعد. وحين يقبلها أحد يظهر ذلك هنا.',
    invited: (count) =>
      plural(count, {
        zero: 'لا دعوات مقبولة بانتظار الطلب.',
        one: 'قُبلت دعوة واحدة ولم يتبعها طلب بعد.',
        two: 'قُبلت دعوتان ولم يتبعهما طلب بعد.',
        few: 'قُبلت # دعوات ولم يتبعها طلب بعد.',
        many: 'قُبلت # دعوة ولم يتبعها طلب بعد.',
        other: 'قُبلت # دعوة ولم يتبعها طلب بعد.',
      }),
    since: (day) => `تاريخ الطلب: ${day}`,
  },
  steps: {
    ordered: 'تم الطلب',
    on_its_way: 'في الطريق',
    arrived: 'وصل',
    rewarded: 'صار لك',
    held: 'نراجعها الآن',
    refused: 'لم تُحتسب',
    not_new: 'لم تُحتسب',
    cancelled: 'أُلغي الطلب',
  },
  lines: {
    ordered: 'طلب أحد أصدقائك. وتُحتسب الدعوة حين يصل الطرد.',
    on_its_way: 'طرد صديقك في الطريق.',
    arrived: (p) => `وصل الطرد. لك ${p.benefit} ${on(p.when)}.`,
    rewarded: (mine) => `${mine}: شكرًا لأنك أخبرت أصدقاءك.`,
    held: 'يراجعها أحد زملائنا قبل أن تُحتسب. ليس عليك أن تفعل شيئًا.',
    refused: 'راجعناها ولم تُحتسب. راسلنا إن كان لديك استفسار.',
    not_new: 'جاء الطلب عبر رابطك ممن سبق له الشراء من هنا.',
    cancelled: 'أُلغي الطلب أو أُعيد، فلا مكافأة عليه.',
  },
  progress: (p) => `الخطوة ${digits.format(p.step)} من ${digits.format(p.of)}`,
  invite: {
    title: (p) => `لصديقك ${p.friend}، ولك ${p.mine}`,
    line: 'يسعدنا أن الطلب أعجبك. وإن كنت تعرف من قد يعجبه أيضًا:',
    link: 'إلى رابطك',
  },
  landing: {
    eyebrow: 'دعوة من أحد أصدقائنا',
    title: (benefit) => `${benefit} على أول طلب لك`,
    line: (brand) => `اقبل الدعوة ليظهر هنا رمزك لدى ${brand}.`,
    lineForPoints: (brand) => `اقبل الدعوة واطلب من ${brand} برمزك، فتصير لك بعد وصول الطلب.`,
    minimum: (amount) => `للطلبات بقيمة ${amount} فأكثر.`,
    take: 'قبول الدعوة',
    memory: 'لتُحتسب الدعوة يتذكّر هذا المتصفح لمدة ٣٠ يومًا أنك جئت عن طريقها. ولا يعرف صديقك من أنت.',
    codeTitle: 'رمزك',
    codeLine: 'أدخله عند الدفع، أو تابع من هنا فيكون المتجر قد عرفه.',
    codeAlone: 'أدخله عند الدفع.',
    copy: 'نسخ الرمز',
    copied: 'تم النسخ',
    toShop: 'إلى المتجر',
    unknownTitle: 'هذه الدعوة لا تقود إلى شيء',
    unknownLine: 'ربما انقطع الرابط في الطريق أو انتهت الدعوة. اطلب من صديقك إرسالها مرة أخرى.',
  },
};

export const goesWithAr: GoesWithWords = {
  title: 'يناسب ما اشتريته',
  because: (name) => `يُشترى كثيرًا مع ${name}`,
};

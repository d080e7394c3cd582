/** What is told of the account, in Arabic. */
import type { When } from '../../lib/format.ts';
import { pluralIn, type SixForms } from '../plural.ts';
import type { NoticeMessages } from './en.ts';

const plural = pluralIn<SixForms>('ar-u-nu-arab');
const on = (when: When | null): string => {
  if (when === null) return 'قريبًا';
  if (when.kind === 'weekday') return `يوم ${when.text}`;
  return when.kind === 'date' ? `في ${when.text}` : when.text;
};
const until = (when: When | null): string => {
  if (when === null) return 'حتى إشعار آخر';
  if (when.kind === 'today') return 'حتى نهاية اليوم';
  if (when.kind === 'tomorrow') return 'حتى الغد';
  return when.kind === 'weekday' ? `حتى يوم ${when.text}` : `حتى ${when.text}`;
};
const from = (when: When): string => {
  if (when.kind === 'tomorrow') return 'ابتداءً من الغد';
  return when.kind === 'weekday' ? `ابتداءً من يوم ${when.text}` : `ابتداءً من ${when.text}`;
};

export const notices: NoticeMessages = {
  points: (count) =>
    plural(count, {
      zero: 'لا نقاط',
      one: 'نقطة واحدة',
      two: 'نقطتان',
      few: '# نقاط',
      many: '# نقطة',
      other: '# نقطة',
    }),
  told: {
    'points.earned': (p) => ({
      title: `لك ${p.points}`,
      line: p.now
        ? 'يمكنك استخدامها الآن.'
        : p.when === null
          ? 'تصبح جاهزة للاستخدام بعد وصول الطرد وانتهاء مهلة الإرجاع.'
          : `تصبح جاهزة للاستخدام ${from(p.when)}.`,
    }),
    'points.unlocked': (p) => ({
      title: `جاهزة للاستخدام: ${p.points}`,
      line: 'انتهت مهلة الإرجاع، وأصبحت لك تمامًا.',
    }),
    'points.expiring': (p) => ({
      title: `صالحة ${until(p.when)}: ${p.points}`,
      line: 'بعد ذلك تنتهي صلاحيتها. في صفحتك ما يمكن الحصول عليه بها.',
    }),
    'points.expired': (p) => ({
      title: `انتهت صلاحية ${p.points}`,
      line: 'في صفحتك رصيدك وموعد انتهاء كل جزء منه.',
    }),
    'tier.raised': (p) => ({
      title: p.tier === null ? 'ارتفع مستواك' : `مستواك الآن: ${p.tier}`,
      line: 'شكرًا لبقائك معنا. في صفحتك ما يمنحه لك هذا المستوى.',
    }),
    'tier.at_risk': (p) => ({
      title: p.tier === null ? `ينقصك ${p.missing}` : `للبقاء في ${p.tier} ينقصك ${p.missing}`,
      line: `أمامك وقت ${until(p.when)}. استخدام النقاط لا يُنقص من مستواك.`,
    }),
    'tier.lowered': (p) => ({
      title: p.tier === null ? 'تغيّر مستواك' : `مستواك من الآن: ${p.tier}`,
      line: 'نقاطك باقية كما هي. وفي صفحتك ما يعيدك إلى المستوى السابق.',
    }),
    'subscription.renewal_ahead': (p) => ({
      title: p.thing === null ? `التوصيل القادم ${on(p.when)}` : `${p.thing}: التوصيل القادم ${on(p.when)}`,
      line: p.troubled
        ? 'لم يكن توصيلك الأخير كما يجب. ريثما نعالج الأمر يمكنك تخطّي هذا أو تأجيله بضغطة واحدة.'
        : 'حتى ذلك الحين يمكن تخطّيه أو تأجيله أو تعديله بضغطة واحدة.',
    }),
    'subscription.change_rolled_back': (p) => ({
      title: p.thing === null ? 'لم يتم التعديل' : `${p.thing}: لم يتم التعديل`,
      line: 'لم يتمكن المتجر من تنفيذه، فبقي كل شيء كما كان. في صفحتك السبب وما يمكن فعله.',
    }),
    'referral.ordered': () => ({
      title: 'وصل طلب من دعوتك',
      line: 'مكافأتك في الطريق مع الطرد. شكرًا لحديثك عنا.',
    }),
    'referral.on_its_way': () => ({
      title: 'طرد من دعوتَه في الطريق',
      line: 'بعد وصوله وانتهاء مهلة الإرجاع تصل المكافأة إلى كليكما.',
    }),
    'referral.rewarded': () => ({
      title: 'وصلت مكافأتك',
      line: 'وصل الطرد واستقر عند صاحبه. شكرًا لك.',
    }),
  },
  button: {
    points: 'عرض نقاطي',
    tier: 'عرض مستواي',
    subscription: 'عرض اشتراكي',
    referral: 'عرض دعواتي',
  },
  mail: {
    digestSubject: (p) =>
      plural(p.count, {
        zero: `جديد حسابك لدى ${p.brand}`,
        one: `جديد حسابك لدى ${p.brand}`,
        two: `خبران من ${p.brand}`,
        few: `# أخبار من ${p.brand}`,
        many: `# خبرًا من ${p.brand}`,
        other: `# خبر من ${p.brand}`,
      }),
    digestHeadline: 'الجديد لك',
    why: {
      points: (brand) => `تصلك هذه الرسالة لأن لك نقاطًا لدى ${brand}.`,
      tier: (brand) => `تصلك هذه الرسالة لأن لك مستوى لدى ${brand}.`,
      subscription: (brand) => `تصلك هذه الرسالة لأن لك اشتراكًا لدى ${brand}.`,
      referral: (brand) => `تصلك هذه الرسالة لأنك دعوت غيرك إلى ${brand}.`,
      promo: (brand) => `تصلك هذه الرسالة لأنك وافقت على عروض ${brand}.`,
      account: (brand) => `تصلك هذه الرسالة لأنك من عملاء ${brand}.`,
    },
    unsubscribe: {
      points: 'إيقاف رسائل النقاط',
      tier: 'إيقاف رسائل المستوى',
      subscription: 'إيقاف رسائل الاشتراكات',
      referral: 'إيقاف رسائل الدعوات',
      promo: 'إيقاف العروض بالبريد',
      account: 'إيقاف رسائل الحساب',
    },
  },
  cancelled: {
    title: (thing) => (thing === null ? 'وصلنا إلغاؤك للاشتراك' : `${thing}: وصلنا إلغاؤك للاشتراك`),
    received: (at) => `وقت الاستلام: ${at}.`,
    ends: (date) =>
      `ينتهي الاشتراك في ${date}. بعد ذلك لا يُحتسب عليك شيء ولا يُرسل إليك جديد، وما دُفع ثمنه يصلك كالمعتاد.`,
    back: 'إن رغبت فيه من جديد فيمكنك بدؤه في صفحتك متى شئت: المنتجات نفسها وبالمواعيد نفسها.',
    why: (brand) => `تصلك هذه الرسالة لأنك ألغيت اشتراكًا لدى ${brand}.`,
  },
  unsubscribe: {
    title: {
      points: 'إيقاف رسائل النقاط؟',
      tier: 'إيقاف رسائل المستوى؟',
      subscription: 'إيقاف رسائل الاشتراكات؟',
      referral: 'إيقاف رسائل الدعوات؟',
      promo: 'إيقاف العروض بالبريد؟',
      account: 'إيقاف رسائل الحساب؟',
    },
    line: 'أخبار طرودك وردود فريق الدعم تصلك كالمعتاد.',
    confirm: 'نعم، أوقفوها',
    doneTitle: 'تم إيقاف هذه الرسائل',
    doneLine: 'يمكن تغيير ذلك في صفحتك في أي وقت.',
  },
  log: {
    title: 'ما أرسلناه إليك',
    intro: 'كل رسائل الأشهر الأخيرة: لماذا وصلتك، وما الذي لم نرسله مراعاةً لك.',
    empty: 'لا شيء بعد. كل ما نرسله إليك سيظهر هنا.',
    back: 'إلى الإعدادات',
    sent: {
      push: 'أُرسلت إلى جهازك',
      email: 'أُرسلت بالبريد',
      sms: 'أُرسلت برسالة نصية',
    },
    waits: {
      quiet_hours: (when) => `تنتظر حتى ${when} مراعاةً لساعات هدوئك`,
      digest: (when) => `تنتظر حتى ${when} لتصل مع غيرها في رسالة واحدة`,
      now: 'قيد الإرسال',
    },
    heldBack: {
      heard: 'لم تُرسل: وصلك الخبر على جهازك قبلها',
      no_consent: 'لم تُرسل: اخترت عدم تلقي رسائل في هذا الموضوع',
      hold: 'لم تُرسل: حدث خطأ من جانبنا، ولم يكن الوقت مناسبًا',
      no_channel: 'لم تُرسل: لم تكن لدينا وسيلة للوصول إليك',
      outdated: 'لم تُرسل: لم تعد صحيحة',
      replaced: 'لم تُرسل: حلّ محلها خبر أحدث',
      stale: 'لم تُرسل: لم تعد جديدة في ذلك الوقت',
      undelivered: 'تعذّر تسليمها',
      quiet_hours: 'لم تُرسل: كانت ستصل متأخرة بعد ساعات هدوئك',
    },
    why: {
      parcel: 'لأن لك طلبًا لدينا',
      points: 'لأن لك نقاطًا',
      tier: 'لأن لك مستوى لدينا',
      subscription: 'لأن لك اشتراكًا',
      referral: 'لأنك دعوت غيرك إلينا',
      promo: 'لأنك وافقت على العروض',
    },
    others: {
      'parcel.moving': 'أين وصل طردك',
      'parcel.trouble': 'أخبار عن طردك كنا نتمنى غيرها',
      'parcel.ask': 'سؤال عن التوصيل',
    },
  },
};

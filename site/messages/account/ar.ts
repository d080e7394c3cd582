/** The account’s rooms in Arabic, written for Arabic. */
import type { When } from '../../lib/format.ts';
import { pluralIn, type SixForms } from '../plural.ts';
import { countsIn } from './counts.ts';
import type { Arrival, LoyaltyWords, RoomsWords } from './en.ts';

const plural = pluralIn<SixForms>('ar-u-nu-arab');
/** «يوم الثلاثاء»، «في ٣ ديسمبر»، «غدًا». */
const on = (when: When): string =>
  when.kind === 'weekday' ? `يوم ${when.text}` : when.kind === 'date' ? `في ${when.text}` : when.text;
/** «حتى يوم الثلاثاء»، «حتى ٣ ديسمبر». */
const until = (when: When): string => (when.kind === 'weekday' ? `حتى يوم ${when.text}` : `حتى ${when.text}`);
const arriving = ({ when, latest }: Arrival): string => (latest ? `${on(when)} على أبعد تقدير` : on(when));

const counts = countsIn(
  ({ counted, what }) =>
    `يُحسب لفئتك ${counted}، وهو ${what}. والاستبدال لا يُنقص منه شيئًا، وما لا يزال في الطريق يُحسب متى صار لك.`,
);

export const roomsAr: RoomsWords = {
  nav: 'حسابك',
  parcel: 'الطرد',
  rewards: 'المكافآت',
  subscriptions: 'الاشتراكات',
  refer: 'دعوة صديق',
  settings: 'الإعدادات',
  settingsLine: 'اللغة والرسائل وأجهزتك وبياناتك.',
  back: (headline) => `العودة إلى الطرد: ${headline}`,
  signIn: {
    line: 'هذا ما يعرضه الرابط. أما الباقي فلك وحدك: نرسل لك رمزًا إلى بريدك.',
    button: 'تسجيل الدخول',
  },
  done: {
    saved: 'تم الحفظ.',
    sent: 'في طريقها إليك.',
    undone: 'تراجعنا عنه، وعاد كل شيء كما كان.',
    other: 'تم.',
  },
  faults: {
    invalid: 'هناك ما لا يستقيم. نرجو أن تلقي نظرة أخرى.',
    conflict: 'تغيّر ذلك في هذه الأثناء، وهذا هو الوضع الآن.',
    forbidden: 'هذا غير متاح هنا. راسلنا ونجد لك طريقة.',
    not_found: 'لم يعد هذا موجودًا، وهذا هو الوضع الآن.',
    rate_limited: 'محاولات كثيرة في وقت قصير. نرجو الانتظار دقيقة ثم المحاولة من جديد.',
    unavailable: 'لم يصلنا ذلك ولم يتغيّر شيء. نرجو المحاولة بعد قليل.',
    other: 'لم ينجح ذلك ولم يتغيّر شيء. نرجو المحاولة من جديد.',
  },
  fields: {
    missing: 'نرجو ملء هذا الحقل.',
    phone:
      'يبدو أن في هذا الرقم خطأ. اكتبه مع رمز الدولة ليصل من أي مكان: \u2066+971\u00a050\u00a0123\u00a04567\u2069.',
    quiet: 'ساعات الهدوء تحتاج إلى بداية ونهاية. وإن تركتهما فارغتين فكما في المتجر.',
    country: 'نرجو اختيار الدولة.',
    postcode: (country) => `الرمز البريدي في ${country} يُكتب بشكل آخر.`,
  },
};

export const loyaltyAr: LoyaltyWords = {
  glance: {
    open: 'إلى المكافآت',
    ring: (p) => (p.tier === null ? p.points : `${p.points}، ${p.tier}`),
    none: (word) => `لا ${word} بعد`,
    noneLine: 'تأتيك مع كل طلب، متى وصل واستقرّ لديك.',
    missing: (p) => `تفصلك ${p.missing} عن الفئة ${p.tier}.`,
    held: (tier) => `أنت في الفئة ${tier}.`,
    pending: (p) => `${p.text} في الطريق إليك.`,
  },
  title: {
    worth: (p) => `${p.points} بقيمة ${p.money}`,
    plain: (points) => `لديك ${points}`,
    none: (word) => `لا ${word} حاليًا`,
    pending: (p) => `${p.text} في الطريق إليك`,
    noProgramme: 'لا شيء يُجمع هنا بعد',
  },
  intro: {
    none: 'تأتيك من تلقاء نفسها مع طلبك القادم. وفي الأسفل ما تنفعك فيه.',
    noProgramme: 'متى توفّرت نقاط ومكافآت وجدتها هنا. وطردك حيث كان.',
    owed: 'جاءت مع طلب استُرجع ثمنه وكانت قد صُرفت. ما يأتي بعدها يسوّيها من تلقاء نفسه، ولا حاجة إلى فعل شيء.',
    owedTitle: (points) => `قيد التسوية: ${points}`,
  },
  expiry: {
    title: 'ما ينتهي ومتى',
    goes: (p) => `تنتهي ${p.points.text} ${on(p.when)}`,
    today: (p) => `تنتهي ${p.text} هذه الليلة`,
    pausedForHold: (p) => `${p.text} تنتظر حتى يُسوّى كل شيء`,
    keptUntil: (p) => `${p.points.text} محفوظة حتى ${p.until.text}`,
    pausedForDelivery: (p) => `لا تنتهي ${p.text} ما دام طردك في الطريق`,
    pausedLine: (when) => `لا ينتهي منها شيء في هذه الأثناء، ولا قبل ${when.text} بعدها.`,
    daysLeft: (days) =>
      plural(days, {
        zero: 'اليوم آخر يوم لاستعمالها.',
        one: 'بقي يوم واحد لاستعمالها.',
        two: 'بقي يومان لاستعمالها.',
        few: 'بقيت # أيام لاستعمالها.',
        many: 'بقي # يومًا لاستعمالها.',
        other: 'بقي # يوم لاستعمالها.',
      }),
    lastDay: 'اليوم آخر يوم لاستعمالها.',
    none: () => 'لا ينتهي منها شيء عن قريب',
    chart: () => 'كم ينتهي في كل شهر',
    month: (p) => `${p.month}: ${p.points}`,
    monthNone: (month) => `${month}: لا شيء`,
    later: 'بعد ذلك',
  },
  forecast: {
    arrives: (p) => `يصلك ${arriving(p.arrives)}، وتُتاح ${p.points.text} ${on(p.unlocks)}`,
    sameDay: (p) => `يصلك ${arriving(p.arrives)} وتُتاح معه ${p.points.text}`,
    arrivesFirst: (p) => `يصلك ${arriving(p.arrives)}، وتُتاح بعده ${p.points.text}`,
    unlocks: (p) => `تُتاح ${p.points.text} ${on(p.unlocks)}`,
    open: (p) => `تُتاح ${p.points.text} بعد وصول الطلب ${p.number}`,
    makes: (p) => `${p.sentence}، وبها تبلغ الفئة ${p.tier}.`,
    plain: (sentence) => `${sentence}.`,
  },
  tier: {
    title: 'فئتك',
    none: 'لست في فئة بعد',
    missing: {
      points: (p) => `يبقى أن تجمع ${p.missing} لتبلغ الفئة ${p.tier}.`,
      spend: (p) => `تبقى مشتريات بقيمة ${p.missing} لتبلغ الفئة ${p.tier}.`,
    },
    top: 'لا فئة أعلى منها.',
    forGood: 'وهي لك على الدوام.',
    safeUntil: (date) => `وهي لك حتى ${date} على الأقل.`,
    atRisk: {
      points: (p) => `يبقى أن تجمع ${p.missing} حتى ${p.date} لتظل في الفئة ${p.tier}.`,
      spend: (p) => `تبقى مشتريات بقيمة ${p.missing} حتى ${p.date} لتظل في الفئة ${p.tier}.`,
    },
    from: (mark) => `من ${mark}`,
    fromStart: 'من البداية',
    here: 'أنت هنا',
    reached: 'بلغتها',
    noBenefits: 'خطوة في الطريق.',
    counts: {
      points: counts({
        lifetime: 'كل ما جمعته',
        calendar_year: 'ما جمعته هذه السنة منذ #',
        rolling_12_months: 'ما جمعته خلال اثني عشر شهرًا منذ #',
      }),
      spend: counts({
        lifetime: 'كل ما اشتريته ولم ترجعه',
        calendar_year: 'ما اشتريته ولم ترجعه هذه السنة منذ #',
        rolling_12_months: 'ما اشتريته ولم ترجعه خلال اثني عشر شهرًا منذ #',
      }),
    },
  },
  rewards: {
    now: 'لك الآن',
    nearly: 'أوشكت عليها',
    later: 'تستحق الجمع',
    none: 'لا شيء للاستبدال بعد. نفكّر في ما يسرّك.',
    missing: (missing) => `تبقّت ${missing}`,
    tier: (tier) => `من الفئة ${tier}`,
    soldOut: 'نفدت حاليًا',
    minimum: (money) => `للطلبات من ${money}`,
    kinds: {
      money_off: 'خصم على طلب',
      percentage: 'خصم على طلب',
      free_product: 'هدية مع طلب',
      free_shipping: 'شحن مجاني',
    },
    redeem: 'استبدال',
    redeemThis: (title) => `استبدال: ${title}`,
    confirmTitle: (p) => `${p.title} مقابل ${p.price}؟`,
    confirmStays: (points) => `تبقى لك ${points}.`,
    confirmAll: 'وبذلك تُستعمل كلها.',
    confirmUse: 'ما ينتهي أولًا يُستعمل أولًا. ويصلك رمز لطلبك القادم.',
    confirm: 'نعم، استبدلها',
    progress: (p) => `${p.points} من ${p.price}`,
  },
  codes: {
    title: 'رموزك',
    code: (title) => `الرمز: ${title}`,
    until: (when) => `صالح ${until(when)}`,
    copy: 'نسخ',
    copied: 'تم النسخ',
    held: 'المتجر يُعدّ رمزك',
    heldLine: 'لحظة ويظهر هنا. وإن تعذّر عاد إليك كل شيء.',
    look: 'انظر مرة أخرى',
    used: (number) => `استُعمل مع الطلب ${number}`,
    released: (points) => `تعذّر ذلك، وعادت إليك ${points}`,
    expired: 'لم يُستعمل في وقته',
    earlier: 'السابقة',
  },
  early: {
    title: 'لك قبل غيرك',
    openNow: (tier) => `متاح لك منذ الآن لأنك في الفئة ${tier}.`,
    opens: (p) => `يُتاح لك ${on(p.when)} لأنك في الفئة ${p.tier}.`,
    wouldOpen: (tier) => `متاح منذ الآن للفئة ${tier}.`,
    wouldOpenOn: (p) => `يُتاح للفئة ${p.tier} ${on(p.when)}.`,
    everybody: (when) => `وللبقية ${on(when)}.`,
    everybodyToo: (when) => `وللجميع ${on(when)}.`,
    look: (name) => `عرض ${name}`,
  },
  earn: {
    title: 'كيف تزيد',
    kinds: {
      order: 'مع كل طلب',
      sign_up: 'للانضمام',
      review: 'لتقييم تكتبه',
      share: 'للمشاركة',
      birthday: 'في يوم ميلادك',
      referral: 'لصديق يطلب',
      goodwill: 'منّا مع الشكر',
      import: 'رصيد سابق',
    },
    rate: (p) => `${p.points} لكل ${p.money}`,
    settled: (gain) => `${gain}، بعد مرور ٣٠ يومًا على تسجيله في إعداداتك`,
    multiplied: (p) => `${p.rate}، مضروبة في ${p.times} ضمن فئتك`,
    done: 'تم',
  },
  lots: {
    title: 'من أين جاءت',
    order: (number) => `الطلب ${number}`,
    left: (p) => `${p.remaining} من ${p.points}`,
    states: {
      pending: 'في الطريق',
      spendable: 'للاستبدال',
      spent: 'صُرفت',
      expired: 'انتهت',
      taken_back: 'سُحبت',
    },
    earned: (date) => `جُمعت في ${date}.`,
    rate: (p) => `${p.points} لكل ${p.each} من ${p.basis}`,
    times: (p) => `${p.sentence}، مضروبة في ${p.times}، فالمجموع ${p.sum}.`,
    sum: (p) => `${p.sentence}، فالمجموع ${p.sum}.`,
    fixed: (points) => `عدد ثابت: ${points}.`,
    waitsForDelivery: 'تنتظر وصول الطرد، ثم تبدأ مدة الإرجاع.',
    waitsForReturns: 'مدة الإرجاع لم تنته بعد.',
    waitsForNoParcel: 'لم يُعلن عن طرد لهذا الطلب.',
    waitsForEnded: 'لم يصل طرد هذا الطلب، ومدة الإرجاع لم تنته بعد.',
    waitsAtMost: (when) => `تُتاح ${on(when)} على أبعد تقدير إن لم يُرجَع شيء.`,
    waitsUntil: (when) => `تُتاح ${on(when)} إن لم يُرجَع شيء.`,
    unlocked: (date) => `متاحة للاستبدال منذ ${date}.`,
    expires: (when) => `صالحة ${until(when)}.`,
    expiresNever: 'لا تنتهي.',
    pausedFor: {
      hold: 'لا تنتهي ما دام هناك ما يُسوّى.',
      delivery: 'لا تنتهي ما دام طرد في الطريق إليك.',
    },
    refund: (points) => `إن أُرجع الطلب كله ذهبت معه ${points}.`,
    settled: 'السابقة',
    none: 'متى جاءت ظهر هنا من أين جاءت وحتى متى تصلح.',
    spent: 'صُرفت كلها.',
    gone: 'انتهى ما بقي منها في آخر يوم.',
    back: 'عادت مع الطلب.',
    signIn: 'كل قيد على حدة ورموزك وما جرى حتى الآن: نعرضها متى دخلت برمز نرسله إلى بريدك.',
  },
  history: {
    title: 'ما جرى حتى الآن',
    none: 'لا شيء بعد.',
    kinds: {
      redeem: (reward) => (reward === null ? 'استبدال' : `استبدال: ${reward}`),
      release: (reward) => (reward === null ? 'عادت إليك' : `عادت إليك: ${reward}`),
      restore: 'عادت من طلب مُسترجَع',
      expire: 'انتهت في آخر يوم لها',
      adjust: 'تصحيح من عندنا',
      reverse: (number) => (number === null ? 'استرجاع' : `استرجاع الطلب ${number}`),
    },
    earlier: 'الأشهر السابقة',
  },
  done: { redeemed: 'صارت لك. رمزك في الأسفل.', held: 'صارت لك. المتجر يُعدّ رمزك الآن.' },
  faults: {
    not_available: 'لم تعد هذه المكافأة متاحة على هذا النحو. وهذا هو الوضع الآن.',
  },
};

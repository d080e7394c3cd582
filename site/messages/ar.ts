/**
 * The Arabic catalogue, written for Arabic and not from the English. It names no gender where the language lets it, and
 * every count has all six forms.
 */
import type { HelpKind } from '../../server/portalView.shared.ts';
import type { When } from '../lib/format.ts';
import { roomsAr } from './account/ar.ts';
import { goesWithAr, referAr } from './referrals/ar.ts';
import type { HelpParams, HelpWords, Messages } from './en.ts';
import { pluralIn, type SixForms } from './plural.ts';

const plural = pluralIn<SixForms>('ar-u-nu-arab');

const on = (when: When): string => {
  if (when.kind === 'weekday') return `يوم ${when.text}`;
  return when.kind === 'date' ? `في ${when.text}` : when.text;
};
const until = (when: When): string => {
  if (when.kind === 'today') return 'حتى نهاية اليوم';
  if (when.kind === 'tomorrow') return 'حتى الغد';
  return when.kind === 'weekday' ? `حتى يوم ${when.text}` : `حتى ${when.text}`;
};
const carrierOr = (carrier: string | null): string => carrier ?? 'شركة الشحن';

const daysSince: SixForms = {
  zero: 'منذ أقل من يوم',
  one: 'منذ يوم',
  two: 'منذ يومين',
  few: 'منذ # أيام',
  many: 'منذ # يومًا',
  other: 'منذ # يوم',
};
const parcelsCounted: SixForms = {
  zero: 'لا طرود',
  one: 'طرد واحد',
  two: 'طردان',
  few: '# طرود',
  many: '# طردًا',
  other: '# طرد',
};
const minutesCounted: SixForms = {
  zero: 'أقل من دقيقة',
  one: 'دقيقة واحدة',
  two: 'دقيقتين',
  few: '# دقائق',
  many: '# دقيقة',
  other: '# دقيقة',
};

const help: Record<HelpKind, (p: HelpParams) => HelpWords> = {
  report_problem: () => ({
    title: 'هناك مشكلة',
    line: 'يكفي إخبارنا بما حدث، وسينظر فيه شخص من فريقنا وطلبك أمامه.',
  }),
  contact_support: (p) => ({
    title: p.support === null ? 'مراسلتنا' : `مراسلة ${p.support}`,
    line: 'الطلب والطرد معروفان لدينا، فلا حاجة إلى الشرح.',
  }),
  carrier_page: (p) => ({
    title: p.carrier === null ? 'صفحة شركة الشحن' : `صفحة ${p.carrier}`,
    line: p.action ? 'هناك يمكنك تحديد الخطوة التالية.' : 'هناك يمكنك غالبًا اختيار يوم آخر أو مكان آخر.',
  }),
  collect_parcel: (p) => ({
    title: p.place === null ? 'استلام الطرد' : `الاستلام من ${p.place}`,
    line: p.when === null ? 'طردك بانتظارك هناك.' : `طردك بانتظارك هناك ${until(p.when)}.`,
  }),
  check_neighbours: () => ({
    title: 'نظرة حول الباب أولًا',
    line: 'الجيران أو المدخل أو صندوق البريد: كثيرًا ما يكون الطرد قريبًا.',
  }),
  wait_until: (p) => ({
    title: p.when === null ? 'الانتظار يومًا آخر' : `الانتظار ${until(p.when)}`,
    line: 'معظم الطرود تظهر قبل ذلك. وإن لم يظهر فيكفي إخبارنا ونتولى الأمر.',
  }),
  shop_again_later: () => ({
    title: 'العودة إلى المتجر',
    line: 'متى ما ناسبك ذلك؛ لم يبق شيء معلّق من هذا الطلب.',
  }),
};

export const ar: Messages = {
  language: { name: 'العربية', switch: 'اللغة' },

  page: {
    title: (p) => `${p.headline} · ${p.brand}`,
    order: (number) => `طلب ${number}`,
    orderedOn: (when) => `طُلب ${on(when)}`,
    skip: 'إلى حالة الطرد',
    toShop: 'إلى المتجر',
    home: (brand) => `${brand}، إلى المتجر`,
    asOf: (moment) => `آخر تحديث ${moment}`,
  },

  sections: {
    status: 'حالة الطرد',
    journey: 'الرحلة',
    lastScan: 'آخر مسح',
    inParcel: 'في هذا الطرد',
    notYetSent: 'ما زال لدينا',
    inOrder: 'في هذا الطلب',
    way: 'الطريق حتى الآن',
    wayEarlier: 'عرض ما سبق',
    help: 'هل من مشكلة؟',
    pickup: 'نقطة الاستلام',
    proof: 'كيف سُلِّم',
    parcels: 'طرودك',
    ask: 'كيف كان التوصيل؟',
    care: 'نحن نتابع الأمر',
    carrier: 'شركة الشحن',
    trackingNumber: 'رقم التتبع',
  },

  parcels: {
    count: (count) => plural(count, parcelsCounted),
    nth: (p) => `الطرد ${p.index} من ${p.count}`,
    summary: (p) => {
      if (p.arrived === 0) {
        return plural(p.count, {
          zero: 'لم يُشحن شيء بعد.',
          one: 'يصل طلبك في طرد واحد.',
          two: 'يصل طلبك في طردين.',
          few: 'يصل طلبك في # طرود.',
          many: 'يصل طلبك في # طردًا.',
          other: 'يصل طلبك في # طرد.',
        });
      }
      if (p.arrived === p.count) {
        return plural(p.count, {
          zero: 'لم يُشحن شيء بعد.',
          one: 'وصل طردك.',
          two: 'وصل الطردان.',
          few: 'وصلت الطرود كلها، وعددها #.',
          many: 'وصلت الطرود كلها، وعددها #.',
          other: 'وصلت الطرود كلها، وعددها #.',
        });
      }
      const arrived = plural(p.arrived, { ...parcelsCounted, one: 'طرد واحد', two: 'طردان' });
      const all = plural(p.count, {
        zero: '#',
        one: 'واحد',
        two: 'اثنين',
        few: '#',
        many: '#',
        other: '#',
      });
      return `وصل ${arrived} من أصل ${all}.`;
    },
    unshipped: (count) =>
      plural(count, {
        zero: 'شُحنت المنتجات كلها.',
        one: 'منتج واحد ما زال لدينا وسيصل في طرد مستقل.',
        two: 'منتجان ما زالا لدينا وسيصلان في طرد مستقل.',
        few: '# منتجات ما زالت لدينا وستصل في طرد مستقل.',
        many: '# منتجًا ما زالت لدينا وستصل في طرد مستقل.',
        other: '# منتج ما زالت لدينا وستصل في طرد مستقل.',
      }),
    quantity: (quantity) => `${quantity} ×`,
    quantityLabel: (count) =>
      plural(count, {
        zero: 'لا قطع',
        one: 'قطعة واحدة',
        two: 'قطعتان',
        few: '# قطع',
        many: '# قطعة',
        other: '# قطعة',
      }),
    picture: (name) => `صورة ${name}`,
  },

  headline: {
    arrives: (when) => `يصلك ${on(when)}`,
    arrivesWindow: (when, window) => `يصلك ${on(when)} ${window}`,
    probably: (when) => `نتوقع وصوله ${on(when)}`,
    probablyWindow: (when, window) => `نتوقع وصوله ${on(when)} ${window}`,
    late: 'تأخّر طردك',
    lateProbably: (when) => `تأخّر طردك، ونتوقع وصوله ${on(when)}`,
    silent: (days) =>
      plural(days, {
        zero: 'لا أخبار جديدة',
        one: 'لا أخبار منذ يوم',
        two: 'لا أخبار منذ يومين',
        few: 'لا أخبار منذ # أيام',
        many: 'لا أخبار منذ # يومًا',
        other: 'لا أخبار منذ # يوم',
      }),
    arrived: (when, time) => `وصل ${on(when)} الساعة ${time}`,
    collected: (when, time) => `استُلم ${on(when)} الساعة ${time}`,
    pickupUntil: (when) => `جاهز للاستلام ${until(when)}`,
    status: {
      pending: 'طردك يستعد للانطلاق',
      info_received: 'جُهّز وينتظر شركة الشحن',
      picked_up: 'بدأ طردك رحلته',
      in_transit: 'في الطريق إليك',
      delayed: 'يستغرق أكثر مما قدّرنا',
      on_hold: 'توقّف في الطريق',
      out_for_delivery: 'خرج للتوصيل',
      attempt_failed: 'لم يتم التوصيل هذه المرة',
      ready_for_pickup: 'جاهز للاستلام',
      delivered: 'وصل طردك',
      exception: 'حدث خلل في الطريق',
      returning: 'في طريق العودة إلينا',
      returned: 'عاد إلينا',
      cancelled: 'هذا الطرد لن يصل',
      expired: 'انقطعت عنا أخبار طردك',
    },
    onHold: {
      customs: 'في انتظار الجمارك',
      documents: 'الجمارك تطلب مستندًا',
      address: 'العنوان يحتاج إلى توضيح',
      payment: 'في انتظار سداد رسوم',
    },
    exception: {
      damaged: 'تضرّر الطرد في الطريق',
      lost: 'يبدو أن الطرد فُقد',
      refused: 'لم يُقبل الطرد عند التسليم',
      unclaimed: 'لم يُستلم الطرد',
      disposed: 'لم يعد توصيل الطرد ممكنًا',
      carrier_refused: 'لم تقبل شركة الشحن الطرد',
      address: 'تعذّر توصيل الطرد',
    },
    orderPacking: 'نجهّز طلبك الآن',
    orderPackingLong: 'التجهيز يستغرق أكثر مما قدّرنا',
    orderCancelled: 'أُلغي طلبك',
  },

  line: {
    pending: (p) =>
      p.carrier === null
        ? 'نجهّز طردك للشحن، وسيظهر أول مسح هنا فور حدوثه.'
        : `نجهّز طردك لتسليمه إلى ${p.carrier}، وسيظهر أول مسح هنا فور حدوثه.`,
    info_received: (p) => `لدى ${carrierOr(p.carrier)} علم بطردك وستستلمه منا قريبًا.`,
    picked_up: (p) =>
      `طردك الآن لدى ${carrierOr(p.carrier)}${p.city === null ? '' : ` وفي طريقه إلى ${p.city}`}. سنخبرك حين يخرج مع المندوب.`,
    in_transit: (p) =>
      `طردك مع ${carrierOr(p.carrier)} في الطريق ${p.city === null ? 'إليك' : `إلى ${p.city}`}. سنخبرك حين يخرج مع المندوب.`,
    delayed: (p) => `نتابع الأمر مع ${carrierOr(p.carrier)}، وسنخبرك فور تحديد يوم جديد.`,
    delayedKnown: 'هذا أصدق تقدير لدينا. وإن تغيّر فسنكون أول من يخبرك.',
    out_for_delivery: (p) =>
      p.city === null
        ? 'طردك مع المندوب الآن، ويصل إلى بابك اليوم.'
        : `طردك مع المندوب الآن في ${p.city}، ويصل إلى بابك اليوم.`,
    outSince: (when) => `خرج مع المندوب ${on(when)} ولم يصل بعد. نسأل عمّا حدث وسنخبرك.`,
    late: (p) =>
      `كان يُفترض أن يصلك ${on(p.when)}، ونعتذر عن ذلك. نسأل ${carrierOr(p.carrier)} عنه وسنخبرك فور معرفة يوم جديد.`,
    lateKnown: (p) =>
      p.due === null
        ? 'نعتذر عن الانتظار. وإن تغيّر اليوم مرة أخرى فسنكون أول من يخبرك.'
        : `كان يُفترض أن يصلك ${on(p.due)}، ونعتذر عن ذلك. وإن تغيّر اليوم مرة أخرى فسنكون أول من يخبرك.`,
    silent: (p) =>
      `لم تصلنا أخبار من ${carrierOr(p.carrier)} ${plural(p.days, daysSince)}. نحن نتابع الأمر، وليس عليك فعل شيء.`,
    on_hold: (p) => `نعالج الأمر مع ${carrierOr(p.carrier)}، وليس عليك فعل شيء الآن.`,
    onHoldAction: (p) => `تحتاج ${carrierOr(p.carrier)} إلى أمر منك. يمكنك اتباع الرابط أدناه أو مراسلتنا لنحلّه معًا.`,
    attempt_failed: (p) => `تعيد ${carrierOr(p.carrier)} المحاولة عادةً في يوم العمل التالي، وليس عليك فعل شيء.`,
    attemptNext: (p) => `المحاولة التالية ${on(p.when)}، وليس عليك فعل شيء.`,
    attemptAction: (p) => `يمكنك تحديد الموعد أو المكان لدى ${carrierOr(p.carrier)}، أو مراسلتنا لنقوم بذلك عنك.`,
    pickup: (p) => {
      const bring = p.code ? 'يُرجى إحضار الرمز المبيّن أدناه' : 'يُرجى إحضار الإشعار أو إثبات هوية';
      return p.place === null ? `طردك بانتظارك في نقطة الاستلام. ${bring}.` : `طردك بانتظارك في ${p.place}. ${bring}.`;
    },
    delivered: 'نرجو أن يكون كل شيء على ما يرام.',
    deliveredCare: 'لم يكن الأمر كما ينبغي، ونحن نتابعه.',
    deliveredSettled: 'شكرًا لإخبارنا بما لم يكن على ما يرام.',
    neighbour: (who) => (who === null ? 'استلمه أحد الجيران نيابةً عنك.' : `استلمه نيابةً عنك: ${who}.`),
    safe_place: (where) => (where === null ? 'تُرك في مكان آمن.' : `تُرك في مكان آمن: ${where}.`),
    pickup_point: 'استُلم من نقطة الاستلام.',
    signed: (who) => (who === null ? 'سُلّم مقابل توقيع.' : `وقّع عند الاستلام: ${who}.`),
    exception: {
      damaged: 'نأسف لذلك. يمكنك إخبارنا أدناه أيّهما أنسب لك: طرد جديد أم استرداد المبلغ، وسنصلح الأمر.',
      lost: 'نأسف لذلك. يمكنك إخبارنا أدناه أيّهما أنسب لك: طرد جديد أم استرداد المبلغ، وسنصلح الأمر.',
      refused: 'الطرد عائد إلينا. إن لم يكن ذلك مقصودًا فبإمكانك مراسلتنا وسنجد حلًّا.',
      unclaimed: 'الطرد عائد إلينا. إن كان ما زال مطلوبًا فبإمكانك مراسلتنا لنرسله من جديد.',
      disposed: 'نأسف لذلك. بإمكانك مراسلتنا، وسنرسل بديلًا أو نعيد إليك المبلغ.',
      carrier_refused: 'الطرد عائد إلينا، ونبحث عن طريق آخر إليك. سنخبرك فور تحديده.',
      address: 'لم يصل العنوان إلى باب. يكفي إرسال العنوان الصحيح إلينا لنكمل التوصيل.',
      other: 'نتحرّى عمّا حدث وسنخبرك. وإن كان الأمر عاجلًا فنحن هنا أدناه.',
    },
    returning: 'سنخبرك بالخطوة التالية حين يصل إلينا، ويمكنك من الآن إخبارنا بما يناسبك.',
    returned: 'هل نرسله من جديد أم نعيد إليك المبلغ؟ يمكنك إخبارنا أدناه.',
    cancelled: 'لا شيء في الطريق ضمن هذا الطرد. إن كان ذلك غير متوقع فبإمكانك مراسلتنا لننظر فيه.',
    expired: (p) =>
      `توقفت ${carrierOr(p.carrier)} عن إرسال الأخبار. إن لم يصلك الطرد فبإمكانك إخبارنا أدناه وسنصلح الأمر.`,
    orderPacking: (p) => `طُلب ${on(p.placed)}. سيظهر طريق الطرد هنا حين يغادر متجرنا.`,
    orderPackingLong: (p) =>
      `طُلب ${on(p.placed)} وكان ينبغي أن ينطلق. نحن نتابع الأمر، وإن كان لازمًا في يوم محدد فبإمكانك مراسلتنا.`,
    orderCancelled: (p) => `أُلغي ${on(p.when)} ولا شيء في الطريق إليك. إن كان ذلك غير متوقع فبإمكانك مراسلتنا.`,
  },

  cause: {
    weather: 'الطقس يعيق الطريق.',
    customs: 'الجمارك تفحص الطرد.',
    documents: 'ينقص الجمارك مستند.',
    address: 'في العنوان أمر غير واضح.',
    payment: 'هناك رسوم ينبغي سدادها أولًا.',
    recipient_absent: 'لم يكن هناك من يستلمه.',
    business_closed: 'كان المكان مغلقًا.',
    rescheduled: 'نُقل موعد التوصيل إلى يوم آخر.',
    missorted: 'سلك الطرد طريقًا خاطئًا ويُعاد توجيهه.',
    capacity: 'مركز الفرز مزدحم بالطرود.',
    security: 'الطرد قيد فحص أمني.',
    damaged: 'تضرّر الطرد.',
    lost: 'لا تجد شركة الشحن الطرد.',
    refused: 'لم يُقبل عند الباب.',
    unclaimed: 'لم يُستلم في الموعد.',
    disposed: 'لم تستطع شركة الشحن الاحتفاظ به.',
    carrier_refused: 'لم تستطع شركة الشحن قبوله بحالته.',
    forwarded: 'يُحوَّل إلى عنوان آخر.',
    neighbour: 'الطرد لدى أحد الجيران.',
    safe_place: 'الطرد في مكان آمن.',
    pickup_point: 'الطرد في طريقه إلى نقطة استلام.',
    signed: 'وُقّع عند استلامه.',
  },

  slip: {
    label: (p) => `كان الموعد ${p.from} وأصبح ${p.to}.`,
    why: {
      weather: 'بسبب الطقس',
      customs: 'استغرقت الجمارك وقتًا أطول',
      documents: 'نقص مستند للجمارك',
      address: 'لم يكن العنوان واضحًا',
      payment: 'كانت هناك رسوم لم تُسدَّد',
      recipient_absent: 'لم يكن هناك من يستلمه',
      business_closed: 'كان المكان مغلقًا',
      rescheduled: 'نُقل موعد التوصيل',
      missorted: 'سلك طريقًا خاطئًا',
      capacity: 'كان مركز الفرز مزدحمًا',
      security: 'طال الفحص الأمني',
      damaged: 'تضرّر الطرد',
      lost: 'لم يُعثر على الطرد',
      refused: 'لم يُقبل الطرد',
      unclaimed: 'لم يُستلم الطرد',
      disposed: 'تعذّر الاحتفاظ به',
      carrier_refused: 'لم تقبله شركة الشحن',
      forwarded: 'حُوّل إلى عنوان آخر',
      neighbour: 'استلمه أحد الجيران',
      safe_place: 'تُرك في مكان آمن',
      pickup_point: 'نُقل إلى نقطة استلام',
      signed: 'وُقّع عند استلامه',
    },
  },

  journey: {
    label: 'طريق طردك',
    stops: {
      ordered: 'طُلب',
      handed_over: 'سُلّم للشحن',
      on_its_way: 'في الطريق',
      arriving: 'مع المندوب',
      arrived: 'عندك',
    },
    reached: 'تم',
    here: 'الطرد هنا',
    ahead: 'لم يصل إليها بعد',
    stuck: 'متوقف هنا',
    back: 'في طريق العودة',
  },

  lastScan: {
    reportedBy: '{ago} · من {who}',
    fresh: 'وصل للتو',
    none: 'لا مسح بعد',
    noneLine: 'سيظهر أول مسح هنا حين تستلم شركة الشحن الطرد.',
    old: 'آخر ظهور {ago}. نحن نتابع الأمر.',
  },
  silence: (days) =>
    plural(days, {
      zero: 'لا مسح جديد',
      one: 'لا مسح منذ يوم',
      two: 'لا مسح منذ يومين',
      few: 'لا مسح منذ # أيام',
      many: 'لا مسح منذ # يومًا',
      other: 'لا مسح منذ # يوم',
    }),

  timeline: {
    pending: 'سُجّل',
    info_received: 'أُبلغت شركة الشحن',
    picked_up: 'استلمته شركة الشحن',
    in_transit: 'في الطريق',
    delayed: 'تأخّر',
    on_hold: 'توقّف مؤقتًا',
    out_for_delivery: 'خرج للتوصيل',
    attempt_failed: 'لم يتم التوصيل',
    ready_for_pickup: 'جاهز للاستلام',
    delivered: 'وصل',
    exception: 'حدث خلل',
    returning: 'في طريق العودة',
    returned: 'عاد إلى المتجر',
    cancelled: 'أُلغي',
    expired: 'لا أخبار بعد ذلك',
  },
  timelineUnknown: 'خبر من شركة الشحن',

  pickup: {
    title: 'نقطة الاستلام',
    hours: 'أوقات العمل',
    code: 'رمزك',
    until: (when) => `بانتظارك ${until(when)}`,
    route: 'عرض الطريق',
  },

  proof: {
    title: 'كيف سُلِّم',
    signedBy: (name) => `وقّع عند الاستلام: ${name}`,
    leftWith: (who) => `سُلّم إلى: ${who}`,
    photo: 'صورة المندوب للمكان الذي تُرك فيه',
  },

  help,

  report: {
    title: 'ما المشكلة؟',
    intro: 'يكفي اختيار ما ينطبق. الطلب والطرد أمامنا.',
    comment: 'ماذا حدث؟',
    commentHint: 'بكلماتك، وسطر واحد يكفي.',
    send: 'إرسال إلينا',
    sending: 'جارٍ الإرسال …',
    cancel: 'لا داعي',
    sent: 'شكرًا، وصلتنا رسالتك',
    open: 'هناك مشكلة',
  },

  ask: {
    question: 'كيف كان التوصيل؟',
    questionProblem: 'ما المشكلة؟',
    faces: { one: 'سيئ جدًا', two: 'ليس جيدًا', three: 'مقبول', four: 'جيد', five: 'ممتاز' },
    low: 'سيئ جدًا',
    high: 'ممتاز',
    sorry: 'نأسف لذلك. ماذا حدث؟',
    thanks: 'يسعدنا ذلك، شكرًا لك',
    thanksLine: 'كل إجابة يقرؤها شخص من فريقنا.',
    middling: 'شكرًا على صراحتك',
    middlingLine: 'يسعدنا أن نعرف ما الذي كان ينقص.',
    reasonsLabel: 'ما السبب؟ يمكن اختيار أكثر من واحد.',
    reasons: {
      late: 'تأخّر',
      damaged: 'تالف',
      wrong_item: 'منتج خاطئ',
      missing_item: 'شيء ناقص',
      not_received: 'لم يصل',
      courier: 'المندوب',
      packaging: 'التغليف',
      product: 'المنتج نفسه',
    },
    comment: 'ما الذي ينبغي أن نعرفه؟',
    commentHint: 'إن أحببت، وسطر واحد يكفي.',
    contact: 'هل نتواصل معك؟',
    contactWishes: { none: 'لا حاجة', email: 'بالبريد الإلكتروني', phone: 'بالهاتف' },
    send: 'إرسال',
    sending: 'جارٍ الإرسال …',
    sent: 'شكرًا، وصلتنا إجابتك',
    change: 'تغيير الإجابة',
    changeUntil: 'يمكنك تغييرها حتى {when}.',
    yourAnswer: 'إجابتك: {answer}',
    kept: 'لا اتصال الآن. إجابتك محفوظة وستُرسل لاحقًا.',
    failed: 'لم تصل الرسالة. نرجو المحاولة مرة أخرى.',
  },

  care: {
    title: 'نحن نتابع الأمر',
    answerBy: 'يجيبك شخص من فريقنا قبل {when}.',
    answerOverdue: 'كنا ننوي الرد قبل {when} ولم نتمكن من ذلك. نعتذر، ودورك الآن هو الأول.',
    acknowledged: 'قضيتك مع {name} والرد قبل {when}.',
    acknowledgedNoName: 'قضيتك مع أحد أعضاء فريقنا والرد قبل {when}.',
    answered: 'وصلك رد من {name}.',
    context: 'الطلب والطرد أمامنا، فلا حاجة إلى شرح شيء مرتين.',
    paused: 'لن تصلك منا أي إعلانات حتى يُحلّ الأمر.',
    messages: 'محادثتنا',
    you: 'رسالتك',
    support: 'خدمة العملاء',
    reply: 'مراسلتنا',
    replyHint: 'الصور نستقبلها بالبريد الإلكتروني، وهنا تكفي الكلمات.',
    replySend: 'إرسال',
    replySent: 'وصلتنا',
    resolvedTitle: 'هل حُلّت المشكلة؟',
    resolved: 'نظن أن الأمر قد حُلّ: {outcome}.',
    resolvedPlain: 'نظن أن الأمر قد حُلّ. هل هذا صحيح؟',
    outcomes: {
      replaced: 'البديل في الطريق إليك',
      refunded: 'سيعود إليك المبلغ',
      delivered_after_all: 'ظهر الطرد',
      explained: 'عرفنا ما حدث',
      goodwill: 'عوّضناك عمّا حدث',
      other: 'عالجنا الأمر',
    },
    yes: 'نعم، حُلّت',
    no: 'ليس بعد',
    noHint: 'ما الذي ما زال ينقص؟',
    reopened: 'عاد الأمر إلينا. يجيبك شخص من فريقنا قبل {when}.',
    confirmed: 'يسعدنا أن الأمر قد حُلّ',
    confirmedLine: 'شكرًا لإخبارنا، فلولا ذلك لما علمنا.',
  },

  live: {
    updated: 'حُدّث للتو',
    reconnecting: 'لا اتصال. آخر تحديث {time}.',
    offline: 'لا يوجد إنترنت. آخر تحديث {time}.',
    back: 'عاد الاتصال',
    reload: 'إعادة التحميل',
  },

  app: {
    update: {
      line: 'توجد نسخة أحدث من هذه الصفحة.',
      button: 'حمّلها',
      later: 'لاحقًا',
    },
    install: {
      title: (brand) => `${brand} على شاشتك الرئيسية`,
      line: 'كل طلباتك في مكان واحد، حتى دون اتصال.',
      button: 'أضف إلى الشاشة الرئيسية',
      later: 'ليس الآن',
      iosShare: 'اضغط علامة المشاركة في متصفّحك',
      iosAdd: 'اختر «إضافة إلى الشاشة الرئيسية»',
      iosOpen: 'افتحها من هناك، فيمكننا عندها أن نخبرك كلما تحرّك طردك',
      elsewhereTitle: 'أفضل في متصفّحك',
      elsewhereLine:
        'فتحت هذه الصفحة داخل تطبيق آخر. في متصفّحك تبقى قريبة منك ويمكنها أن تخبرك كلما تحرّك طردك. ابحث في القائمة عن «فتح في المتصفّح»، أو انسخ الرابط.',
      copy: 'انسخ الرابط',
      copied: 'نُسخ',
    },
    tell: {
      title: 'نخبرك كلما تحرّك طردك',
      line: 'رسالة قصيرة على هذا الجهاز حين يخرج مع المندوب، وحين يصل، وحين يتغيّر شيء. دون أي إعلانات.',
      button: 'أخبروني',
      on: 'يصل إلى هذا الجهاز خبر كلما تحرّك طردك.',
      off: 'إيقاف',
      denied: 'متصفّحك لا يسمح بذلك لهذه الصفحة. يمكنك تغيير ذلك في إعداداته.',
      failed: 'لم ينجح ذلك. يرجى المحاولة بعد لحظة.',
    },
    orders: {
      title: 'طلباتي',
      line: 'محفوظة على هذا الجهاز وحده.',
      asOf: 'حتى {time}',
      order: 'الطلب {number}',
      emptyTitle: 'لا طلبات هنا بعد',
      emptyLine: 'افتح الرابط من رسالة طلبك مرة واحدة على هذا الجهاز، وستجده هنا بعد ذلك، حتى دون اتصال.',
      forget: 'انسَ كل ما على هذا الجهاز',
      forgetLine: 'يزيل القائمة والصفحات المحفوظة والإشعارات من هذا الجهاز. تبقى روابطك صالحة.',
      forgetSure: 'نعم، انسَ كل شيء',
      forgotten: 'تمّ. لم يعد شيء محفوظًا على هذا الجهاز.',
    },
    description: (brand) => `أين طرودك من ${brand}، وكيف كان التوصيل.`,
    picture: 'صفحة طلب: متى يصل، والطريق حتى الآن',
  },

  push: {
    good: 'كل شيء على ما يرام',
    bad: 'ليس جيدًا',
    ask: 'هل كل شيء كما ينبغي؟ تكفي ضغطة واحدة.',
    reply: 'اقرأها وأجب في صفحتك.',
  },

  proposal: {
    line: 'اخترت «{answer}». ضغطة واحدة ترسله.',
    send: 'أرسل هذا الجواب',
  },

  errors: {
    linkTitle: 'هذا الرابط لا يؤدي إلى شيء',
    linkLine: 'ربما كان ناقصًا أو لم يعد صالحًا. الرابط الصحيح في آخر رسالة منا، أو بإمكانك مراسلتنا.',
    notFoundTitle: 'لا شيء هنا',
    notFoundLine: 'نُقلت الصفحة أو في العنوان خطأ صغير.',
    serverTitle: 'حدث خلل من جهتنا',
    serverLine: 'طردك لا يتأثر بذلك. نرجو المحاولة بعد دقائق.',
    unavailableTitle: 'لحظة من فضلك',
    unavailableLine: 'نعمل الآن على هذه الصفحة، وطردك يواصل طريقه.',
    offlineTitle: 'لا يوجد اتصال',
    offlineLine: 'سيظهر آخر الأخبار هنا حين يعود الاتصال.',
    retry: 'المحاولة مرة أخرى',
    reference: (id) => `عند مراسلتنا يفيدنا هذا الرقم: ${id}`,
  },

  find: {
    lost: 'هل ضاع الرابط؟',
    title: 'البحث عن طلبك',
    line: 'تكفي معلومتان لنرسل إليك رابط صفحة الطلب بالبريد.',
    number: 'رقم الطلب',
    numberHint: 'تجده في رسالة تأكيد الطلب.',
    proof: 'البريد الإلكتروني أو الرمز البريدي',
    proofHint: 'أحدهما يكفي، كما كُتب عند الطلب.',
    send: 'إرسال الرابط إلى بريدي',
    sentTitle: 'الخطوة التالية في بريدك',
    sentLine: 'إن كانت المعلومتان لطلب واحد فالرابط في الطريق إلى البريد المكتوب عند الطلب.',
    sentHint:
      'لم يصل شيء بعد دقائق؟ قد يكون في مجلد الرسائل غير المرغوبة، وإلا فيمكن مراجعة المعلومتين والمحاولة مجددًا.',
    again: 'تجربة معلومات أخرى',
    missing: 'يُرجى ملء الحقلين.',
    often: 'تكرّر هذا السؤال كثيرًا. يُرجى المحاولة لاحقًا.',
  },

  form: {
    commentTooLong: 'النص أطول مما نستطيع استقباله دفعة واحدة. الحد الأقصى {max} حرف.',
    scoreMissing: 'نرجو اختيار أحد الوجوه الخمسة.',
    reasonMissing: 'نرجو اختيار ما ينطبق أو كتابة سطر.',
    textMissing: 'نرجو كتابة سطر.',
    invalid: 'لم يصل بعض ما كُتب كما يجب. نرجو مراجعته مرة أخرى.',
    closed: 'لم يعد تغيير هذه الإجابة ممكنًا. بإمكانك مراسلتنا وسنضيف ما يلزم.',
    expired: 'ظلت هذه الصفحة مفتوحة طويلًا. نرجو إعادة تحميلها.',
    tooOften: 'كان ذلك سريعًا. نرجو الانتظار قليلًا ثم الإرسال من جديد.',
    unavailable: 'لم تصل الرسالة. نرجو المحاولة بعد لحظات.',
  },

  footer: {
    privacy: 'لا تعرض هذه الصفحة اسمًا ولا عنوانًا. ومن لديه الرابط لا يرى إلا ما هو ظاهر هنا.',
    sources: 'أخبار الطرد من شركة الشحن، والمواعيد من حسابنا.',
    poweredBy: 'صُنع بواسطة Doorstep',
    support: 'مراسلتنا',
    help: 'المساعدة',
    imprint: 'بيانات قانونية',
  },

  mail: {
    greeting: (name) => (name === null ? 'مرحبًا،' : `مرحبًا ${name}،`),
    signature: (brand) => `مع أطيب التحيات\n${brand}`,
    order: (number) => `طلب ${number}`,
    plainLink: (p) => `${p.label}: ${p.url}`,
    footer: (p) => (p.address === null ? p.brand : `${p.brand} · ${p.address}`),
    status: {
      button: 'عرض الطرد',
      why: (p) => `وصلتك هذه الرسالة لأنك طلبت من ${p.brand} (طلب ${p.number}).`,
    },
    trouble: {
      subject: {
        late: (p) => `طردك يتأخر عن الموعد الموعود (طلب ${p.number})`,
        attempt_failed: (p) => `لم تنجح محاولة التوصيل (طلب ${p.number})`,
        on_hold: (p) => `طردك متوقف في الطريق (طلب ${p.number})`,
        silent: (p) => `لا خبر عن طردك منذ أيام (طلب ${p.number})`,
        returning: (p) => `طردك في طريق العودة (طلب ${p.number})`,
        lost: (p) => `شركة الشحن لا تجد طردك (طلب ${p.number})`,
        damaged: (p) => `تضرر طردك في الطريق (طلب ${p.number})`,
      },
      sorry: 'نأسف لذلك، ونفضّل أن نخبرك بأنفسنا.',
      next: {
        late: 'لا يلزمك شيء. تعرض صفحتك دائمًا اليوم الذي نتوقعه الآن. إن احتجت إليه في يوم معيّن فأخبرنا هناك.',
        attempt_failed: 'تحاول شركة الشحن عادةً مرة أخرى. إن كان في العنوان أو الباب ما ينبغي معرفته فأخبرنا في صفحتك.',
        on_hold: 'تعرض صفحتك ما هو معروف وهل يلزم منك شيء. الطرد على قائمتنا.',
        silent:
          'هذا وحده لا يعني أنه فُقد: بعض الطرود تسافر أيامًا دون تسجيل. هو على قائمتنا، وتعرض صفحتك كل تسجيل جديد فورًا.',
        returning: 'أخبرنا في صفحتك هل نرسله مرة أخرى أم تفضّل شيئًا آخر.',
        lost: 'أخبرنا في صفحتك هل تريد بديلًا أم استرداد المبلغ. لا حاجة إلى أي شرح.',
        damaged: 'أخبرنا في صفحتك هل تريد بديلًا أم استرداد المبلغ. لا حاجة إلى أي شرح.',
      },
    },
    ask: {
      subject: (brand) => `كيف كان التوصيل من ${brand}؟`,
      preheader: 'نقرة واحدة تكفي.',
      headline: 'كيف كان التوصيل؟',
      body: 'وصل طردك. نقرة واحدة تخبرنا إن كان كل شيء على ما يرام، وإلا فسيتولى الأمر شخص من فريقنا.',
      button: 'الإجابة',
      why: (p) => `وصلتك هذه الرسالة لأن طردك من ${p.brand} (طلب ${p.number}) قد وصل. نسأل مرة واحدة فقط.`,
    },
    reply: {
      subject: (p) => `وصلك رد منا (طلب ${p.number})`,
      preheader: (p) => (p.name === null ? 'ردّنا عليك' : `وصلك رد من ${p.name}`),
      headline: (p) => (p.name === null ? 'ردّنا عليك' : `وصلك رد من ${p.name}`),
      answerHint: 'يمكنك الرد على صفحتك، حيث يبقى كل شيء في مكان واحد.',
      button: 'القراءة والرد',
      why: (p) => `وصلتك هذه الرسالة لأنك أخبرت ${p.brand} بمشكلة في الطلب ${p.number}.`,
    },
    resolved: {
      subject: (p) => `هل حُلّت المشكلة؟ (طلب ${p.number})`,
      preheader: (p) => (p.outcome === null ? 'نظن أن الأمر قد حُلّ.' : `نظن ذلك: ${p.outcome}.`),
      headline: 'هل حُلّت المشكلة؟',
      body: (p) =>
        p.outcome === null ? 'نظن أن الأمر قد حُلّ. هل هذا صحيح؟' : `نظن أن الأمر قد حُلّ: ${p.outcome}. هل هذا صحيح؟`,
      hint: 'وإن لم يكن كذلك فنقرة واحدة تكفي لنعود إليه فورًا.',
      yes: 'نعم، حُلّت',
      no: 'ليس بعد',
      why: (p) => `وصلتك هذه الرسالة لأنك أخبرت ${p.brand} بمشكلة في الطلب ${p.number}.`,
    },
    orderLink: {
      subject: (p) => `رابط طلبك ${p.number}`,
      preheader: 'يُظهر لك أين طردك.',
      headline: 'هذا رابطك',
      body: 'يأخذك إلى طلبك: أين الطرد، وما فيه، وكيف تصل إلينا.',
      button: 'عرض الطلب',
      notYou: 'إن لم يكن الطلب منك فليس عليك فعل شيء. أُرسل الرابط إليك وحدك.',
      why: (p) => `وصلتك هذه الرسالة لأن أحدًا طلب من ${p.brand} رابط الطلب ${p.number}.`,
    },
    signIn: {
      subject: (p) => `${p.code} هو رمزك لدى ${p.brand}`,
      preheader: (minutes) => `صالح لمدة ${plural(minutes, minutesCounted)} ولمرة واحدة.`,
      headline: 'رمزك',
      body: (minutes) => `يُكتب حيث طُلب. الرمز صالح لمدة ${plural(minutes, minutesCounted)} ولمرة واحدة فقط.`,
      notYou: 'إن لم يكن الطلب منك فليس عليك فعل شيء: لا دخول دون هذا الرمز.',
      why: (brand) => `وصلتك هذه الرسالة لأن أحدًا طلب رمزًا لمكتب ${brand}.`,
    },
    alert: {
      subject: (p) =>
        `${p.customerName ?? 'أحد العملاء'}: تجربة غير مُرضية${p.reasons === null ? '' : ` (${p.reasons})`}، طلب ${p.orderNumber}`,
      preheader: (p) => `نرجو الرد قبل ${p.answerBy}.`,
      headline: (p) => `${p.customerName ?? 'أحد العملاء'} بانتظار ردّك`,
      body: (p) =>
        `طلب ${p.orderNumber}${p.reasons === null ? '' : `: ${p.reasons}`}. وعدنا بالرد قبل ${p.answerBy}. الإعلانات لهذا الشخص متوقفة حتى ذلك الحين.`,
      escalatedSubject: (p) => `ما زال دون رد: طلب ${p.orderNumber}`,
      escalatedBody: (p) => `لم يتولَّ أحد هذه القضية بعد. وعدنا بالرد قبل ${p.answerBy}.`,
      reopenedSubject: (p) => `لم تُحلّ بعد: طلب ${p.orderNumber}`,
      reopenedBody: (p) => `أفاد ${p.customerName ?? 'العميل'} بأن المشكلة لم تُحلّ. نرجو الرد قبل ${p.answerBy}.`,
      score: (score) => `${score} من ٥`,
      comment: 'ما كُتب',
      button: 'فتح القضية',
      why: (brand) => `وصلتك هذه الرسالة لأنك ضمن فريق خدمة عملاء ${brand}.`,
    },
  },

  rooms: roomsAr,
  refer: referAr,
  goesWith: goesWithAr,

  desk: {
    title: 'المكتب',
    nav: { cases: 'القضايا', watch: 'قائمة المراقبة', settings: 'الإعدادات', signOut: 'تسجيل الخروج' },
    list: {
      title: 'القضايا',
      search: 'الطلب أو الاسم أو البريد',
      filters: {
        open: 'مفتوحة',
        mine: 'قضاياي',
        overdue: 'متأخرة',
        waiting: 'بانتظار العميل',
        done: 'منتهية',
        all: 'الكل',
      },
      columns: {
        customer: 'العميل',
        order: 'الطلب',
        reasons: 'المشكلة',
        answerBy: 'الرد قبل',
        opened: 'فُتحت',
        agent: 'مع',
        status: 'الحالة',
      },
      anonymous: 'عميل دون اسم',
      unassigned: 'لا أحد بعد',
      reopened: 'أُعيد فتحها',
      more: 'عرض المزيد',
      new: 'قضية جديدة',
    },
    statuses: {
      open: 'مفتوحة',
      acknowledged: 'قيد المعالجة',
      resolved: 'بانتظار تأكيد العميل',
      confirmed: 'مؤكدة',
    },
    severities: { high: 'عاجلة', normal: 'عادية' },
    outcomes: {
      replaced: 'أُرسل بديل',
      refunded: 'أُعيد المبلغ',
      delivered_after_all: 'وصل في النهاية',
      explained: 'وُضّح الأمر',
      goodwill: 'تعويض',
      other: 'غير ذلك',
    },
    roles: { agent: 'خدمة العملاء', marketer: 'التسويق', admin: 'الإدارة' },
    statusesOfShipment: {
      pending: 'لا مسح بعد',
      info_received: 'أُبلغ عنه',
      picked_up: 'استُلم للشحن',
      in_transit: 'في الطريق',
      delayed: 'متأخر',
      on_hold: 'متوقف',
      out_for_delivery: 'مع المندوب',
      attempt_failed: 'محاولة لم تنجح',
      ready_for_pickup: 'في نقطة الاستلام',
      delivered: 'سُلّم',
      exception: 'خلل',
      returning: 'في طريق العودة',
      returned: 'عاد',
      cancelled: 'ملغى',
      expired: 'انقطعت أخباره',
    },
    sla: {
      answerBy: 'الرد قبل {when}',
      overdueBy: 'متأخر منذ {duration}',
      dueIn: 'بقي {duration}',
      answered: 'تم الرد في الموعد',
      waiting: 'بانتظار العميل',
    },
    actions: {
      take: 'تولّي القضية',
      taken: 'مع {name}',
      reply: 'الرد',
      replyLabel: 'ردّك على {name}',
      replySend: 'إرسال الرد',
      replyHint: 'يُرسل بالبريد ويظهر في صفحة العميل.',
      resolve: 'حُلّت',
      resolveLabel: 'كيف حُلّت؟',
      note: 'ملاحظة للزملاء',
      noteHint: 'لا يراها العميل.',
      resolveSend: 'سؤال العميل',
      openPage: 'صفحة العميل',
      carrierPage: 'صفحة شركة الشحن',
      copy: 'نسخ',
      copied: 'نُسخ',
      cancel: 'إلغاء',
    },
    case: {
      timeline: 'ما حدث',
      order: 'الطلب',
      shipment: 'الطرد',
      customer: 'العميل',
      earlier: 'قضايا سابقة',
      held: 'متوقف',
      heldPromotions: 'لا إعلانات منذ {since}',
      heldUntil: 'حتى {until} على الأكثر',
      heldUntilSolved: 'حتى تُحلّ',
      contact: { none: 'لا يريد ردًّا', email: 'يريد ردًّا بالبريد', phone: 'يريد مكالمة' },
      promised: 'الموعد',
      firstPromised: 'الموعد الأول',
      delivered: 'وصل',
      onTime: 'في الموعد',
      total: 'المجموع',
      customerSince: 'عميل منذ {since}',
      noComment: 'دون تعليق',
      parcelOf: 'الطرد {index}',
      writes: 'لغة القراءة: {language}',
      cancelled: 'أُلغي {when}',
      readOnly: 'هذه الصفحة للاطلاع؛ الرد على فريق خدمة العملاء.',
      actions: 'الإجراءات',
      absent: 'هذه القضية ليست هنا',
      absentLine: 'ربما قُطع الرابط، أو أنه يخص متجرًا آخر.',
      scansBefore: 'عمليات مسح سابقة',
    },
    entries: {
      scan: 'مسح من {who}',
      answer: 'الإجابة: {score} من ٥',
      answerVia: 'وصلت عبر {source}',
      opened: 'فُتحت القضية',
      reopened: 'أعاد العميل فتحها',
      escalated: 'صُعّدت: لم يتولّها أحد',
      acknowledged: 'القضية مع {name}',
      resolved: 'حُلّت بحسب {name}: {outcome}',
      confirmed: 'أكد العميل أنها حُلّت',
      reply: 'رد من {name}',
      shopper_message: 'رسالة من العميل',
      hold_set: 'أُوقفت الإعلانات',
      hold_released: 'سُمح بالإعلانات من جديد',
      system: 'Doorstep',
    },
    empty: {
      cases: 'لا قضايا مفتوحة',
      casesLine: 'لا أحد بانتظارك. تظهر القضايا الجديدة هنا من تلقاء نفسها.',
      filtered: 'لا نتائج',
      filteredLine: 'ربما يفيد مرشح آخر أو كلمات أقل.',
      noCase: 'لم تُختر قضية',
      noCaseLine: 'يمكن اختيار قضية من القائمة أو الضغط على J.',
      earlier: 'هذه أول قضية.',
    },
    signIn: {
      title: 'الدخول إلى المكتب',
      emailLabel: 'بريدك الإلكتروني',
      emailSend: 'إرسال رمز',
      codeTitle: 'الرمز في بريدك',
      codeLine: 'إن كان {email} من فريق هذا المكتب فالرمز ذو الأرقام الستة في الطريق.',
      codeLabel: 'الرمز ذو الأرقام الستة',
      codeSend: 'الدخول',
      again: 'إرسال رمز جديد',
      otherEmail: 'بريد آخر',
      wrong: 'هذا الرمز غير مطابق. يمكن التحقق منه أو طلب رمز جديد.',
      expired: 'انتهت صلاحية هذا الرمز. يمكن طلب رمز جديد.',
      tooMany: 'محاولات كثيرة. يمكن طلب رمز جديد.',
      noAddress: 'لا يبدو هذا عنوان بريد صحيحًا. يُرجى مراجعته.',
      signedOut: 'تم تسجيل خروجك.',
      forbidden: 'هذه الصفحة ليست ضمن دورك.',
    },
    faults: {
      closed: 'حُلّت هذه القضية من قبل. تظهر آخر المستجدات بعد إعادة التحميل.',
      textMissing: 'يُرجى كتابة سطر أولًا.',
      textTooLong: 'النص أطول مما يمكن إرساله دفعة واحدة. الحد الأقصى {max} حرف.',
      outcomeMissing: 'يُرجى اختيار كيفية الحل.',
      unavailable: 'لم يصل الطلب ولم يتغيّر شيء. يُرجى المحاولة بعد قليل.',
    },
    keys: {
      title: 'لوحة المفاتيح',
      single: 'المفاتيح المفردة مفعّلة',
      singleHint: 'يمكن إيقافها إن تعارضت مع الإدخال الصوتي. يُحفظ الاختيار في هذا المتصفح.',
      next: 'القضية التالية',
      previous: 'القضية السابقة',
      open: 'فتح القضية',
      take: 'تولّي القضية',
      reply: 'الرد',
      resolve: 'حُلّت',
      search: 'بحث',
      help: 'عرض هذه المساعدة',
      close: 'إغلاق',
      send: 'إرسال',
    },
    live: { connected: 'مباشر', lost: 'لا اتصال. آخر تحديث {time}.', arrived: 'وصلت قضية جديدة.' },
  },

  deskCounts: {
    open: (count) =>
      plural(count, {
        zero: 'لا قضايا مفتوحة',
        one: 'قضية مفتوحة واحدة',
        two: 'قضيتان مفتوحتان',
        few: '# قضايا مفتوحة',
        many: '# قضية مفتوحة',
        other: '# قضية مفتوحة',
      }),
    lateDays: (days) =>
      plural(days, {
        zero: 'في الموعد',
        one: 'متأخر يومًا',
        two: 'متأخر يومين',
        few: 'متأخر # أيام',
        many: 'متأخر # يومًا',
        other: 'متأخر # يوم',
      }),
    orders: (count) =>
      plural(count, {
        zero: 'لا طلبات',
        one: 'أول طلب',
        two: 'طلبان',
        few: '# طلبات',
        many: '# طلبًا',
        other: '# طلب',
      }),
    overdue: (count) =>
      plural(count, {
        zero: 'لا متأخرات',
        one: 'واحدة متأخرة',
        two: 'اثنتان متأخرتان',
        few: '# متأخرة',
        many: '# متأخرة',
        other: '# متأخرة',
      }),
    minutes: (count) => plural(count, minutesCounted),
    hours: (count) =>
      plural(count, {
        zero: 'أقل من ساعة',
        one: 'ساعة واحدة',
        two: 'ساعتين',
        few: '# ساعات',
        many: '# ساعة',
        other: '# ساعة',
      }),
    days: (count) =>
      plural(count, {
        zero: 'أقل من يوم',
        one: 'يوم واحد',
        two: 'يومين',
        few: '# أيام',
        many: '# يومًا',
        other: '# يوم',
      }),
  },
};

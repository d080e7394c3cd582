/** The German catalogue, written for German and not from the English, once with “du” and once with “Sie”. */
import type { HelpKind } from '../../server/portalView.shared.ts';
import type { When } from '../lib/format.ts';
import { accessDe } from './access/de.ts';
import { loyaltyDe, roomsDe } from './account/de.ts';
import type { HelpParams, HelpWords, Messages } from './en.ts';
import { germanNotices } from './notices/de.ts';
import { pluralIn } from './plural.ts';
import { goesWithDe, referDe } from './referrals/de.ts';
import { subscriptionsDe } from './subscriptions/de.ts';

const plural = pluralIn('de');
const am = (when: When): string => (when.kind === 'weekday' || when.kind === 'date' ? `am ${when.text}` : when.text);
/** “Kommt Dienstag”, but “Kommt am 3. Dezember”. */
const bare = (when: When): string => (when.kind === 'date' ? `am ${when.text}` : when.text);
/** “bis Freitag”, “bis morgen”, but “bis zum 3. Dezember”. */
const bis = (when: When): string => (when.kind === 'date' ? `bis zum ${when.text}` : `bis ${when.text}`);
const upper = (text: string): string => text.charAt(0).toLocaleUpperCase('de') + text.slice(1);
const Der = (carrier: string | null): string => carrier ?? 'Der Zustelldienst';
const dem = (carrier: string | null): string => carrier ?? 'dem Zustelldienst';

function german(formal: boolean): Messages {
  const a = (familiar: string, polite: string): string => (formal ? polite : familiar);

  const help: Record<HelpKind, (p: HelpParams) => HelpWords> = {
    report_problem: () => ({
      title: 'Etwas stimmt nicht',
      line: a(
        'Erzähl uns, was los ist. Ein Mensch sieht es sich an und hat deine Bestellung vor sich.',
        'Erzählen Sie uns, was los ist. Ein Mensch sieht es sich an und hat Ihre Bestellung vor sich.',
      ),
    }),
    contact_support: (p) => ({
      title: p.support === null ? a('Schreib uns', 'Schreiben Sie uns') : `An ${p.support} schreiben`,
      line: a(
        'Bestellung und Paket kennen wir schon, du musst nichts erklären.',
        'Bestellung und Paket kennen wir schon, Sie müssen nichts erklären.',
      ),
    }),
    carrier_page: (p) => ({
      title: p.carrier === null ? 'Seite des Zustelldienstes' : `Zur Seite von ${p.carrier}`,
      line: p.action
        ? a('Dort kannst du sagen, wie es weitergehen soll.', 'Dort können Sie sagen, wie es weitergehen soll.')
        : a(
            'Dort kannst du oft einen anderen Tag oder Ort wählen.',
            'Dort können Sie oft einen anderen Tag oder Ort wählen.',
          ),
    }),
    collect_parcel: (p) => ({
      title: p.place === null ? 'Paket abholen' : `Abholen: ${p.place}`,
      line:
        p.when === null
          ? a('Es liegt dort für dich bereit.', 'Es liegt dort für Sie bereit.')
          : a(`Es liegt dort ${bis(p.when)} für dich bereit.`, `Es liegt dort ${bis(p.when)} für Sie bereit.`),
    }),
    check_neighbours: () => ({
      title: 'Einmal ums Haus schauen',
      line: 'Nachbarn, Hausflur, Briefkasten: Oft ist das Paket ganz in der Nähe.',
    }),
    wait_until: (p) => ({
      title: p.when === null ? 'Noch einen Tag warten' : upper(`${bis(p.when)} warten`),
      line: a(
        'Bis dahin tauchen die meisten Pakete auf. Wenn nicht, sag Bescheid, dann übernehmen wir.',
        'Bis dahin tauchen die meisten Pakete auf. Wenn nicht, sagen Sie Bescheid, dann übernehmen wir.',
      ),
    }),
    shop_again_later: () => ({
      title: 'Zurück zum Laden',
      line: a(
        'Wann immer du magst; aus dieser Bestellung ist nichts mehr offen.',
        'Wann immer Sie mögen; aus dieser Bestellung ist nichts mehr offen.',
      ),
    }),
  };

  return {
    language: { name: 'Deutsch', switch: 'Sprache' },

    page: {
      title: (p) => `${p.headline} · ${p.brand}`,
      order: (number) => `Bestellung ${number}`,
      orderedOn: (when) => `${upper(am(when))} bestellt`,
      skip: 'Zum Stand der Lieferung',
      toShop: 'Zum Laden',
      home: (brand) => `${brand}, zum Laden`,
      asOf: (moment) => `Stand von ${moment}`,
    },

    sections: {
      status: 'Stand der Lieferung',
      journey: 'Reise',
      lastScan: 'Letzter Scan',
      inParcel: 'In diesem Paket',
      notYetSent: 'Noch bei uns',
      inOrder: 'In dieser Bestellung',
      way: 'Weg',
      wayEarlier: 'Frühere Scans zeigen',
      help: 'Stimmt etwas nicht?',
      pickup: a('Deine Abholstelle', 'Ihre Abholstelle'),
      proof: 'So wurde übergeben',
      parcels: a('Deine Pakete', 'Ihre Pakete'),
      ask: 'Wie war es?',
      care: 'Wir kümmern uns',
      carrier: 'Zustelldienst',
      trackingNumber: 'Sendungsnummer',
    },

    parcels: {
      count: (count) => plural(count, { one: 'ein Paket', other: '# Pakete' }),
      nth: (p) => `Paket ${p.index} von ${p.count}`,
      summary: (p) => {
        if (p.arrived === 0) {
          return a(
            plural(p.count, {
              one: 'Deine Bestellung kommt in einem Paket.',
              other: 'Deine Bestellung kommt in # Paketen.',
            }),
            plural(p.count, {
              one: 'Ihre Bestellung kommt in einem Paket.',
              other: 'Ihre Bestellung kommt in # Paketen.',
            }),
          );
        }
        if (p.arrived === p.count) {
          return plural(p.count, { one: 'Das Paket ist da.', other: 'Alle # Pakete sind da.' });
        }
        const of = plural(p.count, { one: '# Paket ', other: '# Paketen ' });
        return `${plural(p.arrived, { one: 'Eines', other: '#' })} von ${of}${p.arrived === 1 ? 'ist' : 'sind'} da.`;
      },
      unshipped: (count) =>
        plural(count, {
          one: 'Ein Artikel ist noch bei uns und kommt in einem eigenen Paket nach.',
          other: '# Artikel sind noch bei uns und kommen in einem eigenen Paket nach.',
        }),
      quantity: (quantity) => `${quantity} ×`,
      quantityLabel: (count) => plural(count, { one: 'ein Stück', other: '# Stück' }),
      picture: (name) => `Bild von ${name}`,
    },

    headline: {
      arrives: (when) => `Kommt ${bare(when)}`,
      arrivesWindow: (when, window) => `Kommt ${bare(when)}, ${window}`,
      probably: (when) => `Voraussichtlich ${bare(when)}`,
      probablyWindow: (when, window) => `Voraussichtlich ${bare(when)}, ${window}`,
      by: bis,
      late: 'Spät dran',
      lateProbably: (when) => {
        if (when.kind === 'weekday') return `Spät dran. Wir rechnen mit ${when.text}`;
        if (when.kind === 'date') return `Spät dran. Wir rechnen mit dem ${when.text}`;
        return `Spät dran. Kommt wohl ${when.text}`;
      },
      silent: (days) => plural(days, { one: 'Seit einem Tag keine Nachricht', other: 'Seit # Tagen keine Nachricht' }),
      arrived: (when, time) => `${upper(am(when))} um ${time} angekommen`,
      collected: (when, time) => `${upper(am(when))} um ${time} abgeholt`,
      pickupUntil: (when) => `Liegt ${bis(when)} zum Abholen bereit`,
      status: {
        pending: 'Gleich geht es los',
        info_received: 'Gepackt und bereit zur Abholung',
        picked_up: 'Ist unterwegs',
        in_transit: a('Auf dem Weg zu dir', 'Auf dem Weg zu Ihnen'),
        delayed: 'Dauert länger als gedacht',
        on_hold: 'Unterwegs aufgehalten',
        out_for_delivery: 'Liegt im Zustellwagen',
        attempt_failed: 'Die Zustellung hat nicht geklappt',
        ready_for_pickup: 'Liegt zum Abholen bereit',
        delivered: a('Dein Paket ist da', 'Ihr Paket ist da'),
        exception: 'Unterwegs ist etwas schiefgegangen',
        returning: 'Auf dem Rückweg zu uns',
        returned: 'Wieder bei uns',
        cancelled: 'Dieses Paket kommt nicht',
        expired: a('Wir haben dein Paket aus den Augen verloren', 'Wir haben Ihr Paket aus den Augen verloren'),
      },
      onHold: {
        customs: 'Wartet beim Zoll',
        documents: 'Dem Zoll fehlt ein Dokument',
        address: 'Zur Adresse gibt es eine Frage',
        payment: 'Wartet auf eine Zahlung',
      },
      exception: {
        damaged: 'Unterwegs beschädigt',
        lost: 'Das Paket ist wohl verloren',
        refused: 'Das Paket wurde nicht angenommen',
        unclaimed: 'Das Paket wurde nicht abgeholt',
        disposed: 'Das Paket kann nicht mehr zugestellt werden',
        carrier_refused: 'Der Zustelldienst nahm es nicht an',
        address: 'Das Paket war nicht zustellbar',
      },
      orderPacking: a('Wir packen deine Bestellung', 'Wir packen Ihre Bestellung'),
      orderPackingLong: 'Das Packen dauert länger als gedacht',
      orderCancelled: 'Die Bestellung ist storniert',
    },

    line: {
      pending: (p) =>
        a(
          `Wir machen dein Paket ${p.carrier === null ? 'versandfertig' : `für ${p.carrier} fertig`}. Den ersten Scan siehst du hier.`,
          `Wir machen Ihr Paket ${p.carrier === null ? 'versandfertig' : `für ${p.carrier} fertig`}. Den ersten Scan sehen Sie hier.`,
        ),
      info_received: (p) =>
        a(
          `${Der(p.carrier)} weiß Bescheid und holt dein Paket als Nächstes bei uns ab.`,
          `${Der(p.carrier)} weiß Bescheid und holt Ihr Paket als Nächstes bei uns ab.`,
        ),
      picked_up: (p) =>
        a(
          `${Der(p.carrier)} hat dein Paket${p.city === null ? '' : ` und bringt es nach ${p.city}`}. Wir melden uns, sobald es im Zustellwagen liegt.`,
          `${Der(p.carrier)} hat Ihr Paket${p.city === null ? '' : ` und bringt es nach ${p.city}`}. Wir melden uns, sobald es im Zustellwagen liegt.`,
        ),
      in_transit: (p) =>
        a(
          `${Der(p.carrier)} bringt dein Paket ${p.city === null ? 'zu dir' : `nach ${p.city}`}. Wir melden uns, sobald es im Zustellwagen liegt.`,
          `${Der(p.carrier)} bringt Ihr Paket ${p.city === null ? 'zu Ihnen' : `nach ${p.city}`}. Wir melden uns, sobald es im Zustellwagen liegt.`,
        ),
      delayed: (p) =>
        `Wir bleiben dran und melden uns, sobald ${p.carrier ?? 'der Zustelldienst'} einen neuen Tag nennt.`,
      delayedKnown: a(
        'Ändert sich der Tag, erfährst du es zuerst von uns.',
        'Ändert sich der Tag, erfahren Sie es zuerst von uns.',
      ),
      out_for_delivery: (p) =>
        a(
          `Dein Paket liegt${p.city === null ? '' : ` in ${p.city}`} im Zustellwagen und kommt heute an deine Tür.`,
          `Ihr Paket liegt${p.city === null ? '' : ` in ${p.city}`} im Zustellwagen und kommt heute an Ihre Tür.`,
        ),
      outSince: (when) =>
        `${upper(am(when))} lag es im Zustellwagen, angekommen ist es noch nicht. Wir fragen nach und melden uns.`,
      late: (p) =>
        a(
          `${upper(am(p.when))} hätte es bei dir sein sollen, das tut uns leid. Wir fragen bei ${dem(p.carrier)} nach und melden uns, sobald wir einen neuen Tag kennen.`,
          `${upper(am(p.when))} hätte es bei Ihnen sein sollen, das tut uns leid. Wir fragen bei ${dem(p.carrier)} nach und melden uns, sobald wir einen neuen Tag kennen.`,
        ),
      lateKnown: (p) => {
        const next = a(
          'Verschiebt es sich noch einmal, erfährst du es zuerst von uns.',
          'Verschiebt es sich noch einmal, erfahren Sie es zuerst von uns.',
        );
        if (p.due === null) return `Das Warten tut uns leid. ${next}`;
        return `${upper(am(p.due))} hätte es ${a('bei dir', 'bei Ihnen')} sein sollen, das tut uns leid. ${next}`;
      },
      silent: (p) =>
        `${Der(p.carrier)} hat ${plural(p.days, { one: 'seit einem Tag', other: 'seit # Tagen' })} nichts gemeldet. Wir gehen dem nach; ${a('du musst', 'Sie müssen')} nichts tun.`,
      on_hold: (p) => `Wir klären das mit ${dem(p.carrier)}. ${a('Du musst', 'Sie müssen')} im Moment nichts tun.`,
      onHoldAction: (p) =>
        a(
          `${Der(p.carrier)} braucht etwas von dir. Folge dem Link unten oder schreib uns, dann klären wir es zusammen.`,
          `${Der(p.carrier)} braucht etwas von Ihnen. Folgen Sie dem Link unten oder schreiben Sie uns, dann klären wir es zusammen.`,
        ),
      attempt_failed: (p) =>
        `${Der(p.carrier)} versucht es meist am nächsten Werktag noch einmal. ${a('Du musst', 'Sie müssen')} nichts tun.`,
      attemptNext: (p) => `Der nächste Versuch ist ${am(p.when)}. ${a('Du musst', 'Sie müssen')} nichts tun.`,
      attemptAction: (p) =>
        a(
          `Wähle bei ${dem(p.carrier)}, wann oder wohin es kommen soll, oder schreib uns, dann machen wir das für dich.`,
          `Wählen Sie bei ${dem(p.carrier)}, wann oder wohin es kommen soll, oder schreiben Sie uns, dann machen wir das für Sie.`,
        ),
      pickup: (p) => {
        const where = p.place === null ? 'in der Abholstelle' : `hier: ${p.place}`;
        const what = p.code ? 'den Code von unten' : 'die Benachrichtigung oder einen Ausweis';
        return a(
          `Dein Paket wartet ${where}. Bring ${what} mit.`,
          `Ihr Paket wartet ${where}. Bringen Sie ${what} mit.`,
        );
      },
      delivered: 'Wir hoffen, dass alles so ist, wie es sein soll.',
      deliveredCare: 'Es war nicht, wie es sein sollte. Wir kümmern uns darum.',
      deliveredSettled: a(
        'Danke, dass du uns gesagt hast, was nicht stimmte.',
        'Danke, dass Sie uns gesagt haben, was nicht stimmte.',
      ),
      neighbour: (who) =>
        who === null
          ? a('In der Nachbarschaft für dich angenommen.', 'In der Nachbarschaft für Sie angenommen.')
          : a(`Für dich angenommen: ${who}.`, `Für Sie angenommen: ${who}.`),
      safe_place: (where) =>
        where === null ? 'Es liegt an einem sicheren Ort.' : `Es liegt an einem sicheren Ort: ${where}.`,
      pickup_point: 'Es wurde in der Abholstelle abgeholt.',
      signed: (who) => (who === null ? 'Gegen Unterschrift übergeben.' : `Unterschrieben von ${who}.`),
      exception: {
        damaged: a(
          'Das tut uns leid. Sag uns unten, ob dir ein neues Paket oder dein Geld lieber ist, und wir bringen es in Ordnung.',
          'Das tut uns leid. Sagen Sie uns unten, ob Ihnen ein neues Paket oder Ihr Geld lieber ist, und wir bringen es in Ordnung.',
        ),
        lost: a(
          'Das tut uns leid. Sag uns unten, ob dir ein neues Paket oder dein Geld lieber ist, und wir bringen es in Ordnung.',
          'Das tut uns leid. Sagen Sie uns unten, ob Ihnen ein neues Paket oder Ihr Geld lieber ist, und wir bringen es in Ordnung.',
        ),
        refused: a(
          'Es kommt zu uns zurück. Wenn das nicht gewollt war, schreib uns, wir finden einen Weg.',
          'Es kommt zu uns zurück. Wenn das nicht gewollt war, schreiben Sie uns, wir finden einen Weg.',
        ),
        unclaimed: a(
          'Es kommt zu uns zurück. Schreib uns, wenn du es noch möchtest, dann schicken wir es noch einmal los.',
          'Es kommt zu uns zurück. Schreiben Sie uns, wenn Sie es noch möchten, dann schicken wir es noch einmal los.',
        ),
        disposed: a(
          'Das tut uns leid. Schreib uns, und wir ersetzen es oder geben dir dein Geld zurück.',
          'Das tut uns leid. Schreiben Sie uns, und wir ersetzen es oder geben Ihnen Ihr Geld zurück.',
        ),
        carrier_refused: a(
          'Es kommt zu uns zurück, und wir suchen einen anderen Weg zu dir. Wir melden uns, sobald er feststeht.',
          'Es kommt zu uns zurück, und wir suchen einen anderen Weg zu Ihnen. Wir melden uns, sobald er feststeht.',
        ),
        address: a(
          'Die Adresse führte zu keiner Tür. Schreib uns die richtige, dann geht es weiter.',
          'Die Adresse führte zu keiner Tür. Schreiben Sie uns die richtige, dann geht es weiter.',
        ),
        other: a(
          'Wir finden heraus, was passiert ist, und melden uns. Wenn es eilt, erreichst du uns unten.',
          'Wir finden heraus, was passiert ist, und melden uns. Wenn es eilt, erreichen Sie uns unten.',
        ),
      },
      returning: a(
        'Sobald es hier ist, schreiben wir dir, wie es weitergeht. Sag uns gern schon jetzt, was dir lieb ist.',
        'Sobald es hier ist, schreiben wir Ihnen, wie es weitergeht. Sagen Sie uns gern schon jetzt, was Ihnen lieb ist.',
      ),
      returned: a(
        'Sag uns unten, ob wir es noch einmal losschicken oder dir dein Geld zurückgeben sollen.',
        'Sagen Sie uns unten, ob wir es noch einmal losschicken oder Ihnen Ihr Geld zurückgeben sollen.',
      ),
      cancelled: a(
        'In diesem Paket ist nichts unterwegs. Wenn dich das wundert, schreib uns, wir sehen nach.',
        'In diesem Paket ist nichts unterwegs. Wenn Sie das wundert, schreiben Sie uns, wir sehen nach.',
      ),
      expired: (p) =>
        a(
          `${Der(p.carrier)} meldet nichts mehr. Ist es nicht bei dir angekommen, sag es uns unten, und wir bringen es in Ordnung.`,
          `${Der(p.carrier)} meldet nichts mehr. Ist es nicht bei Ihnen angekommen, sagen Sie es uns unten, und wir bringen es in Ordnung.`,
        ),
      orderPacking: (p) =>
        a(
          `${upper(am(p.placed))} bestellt. Sobald das Paket bei uns losgeht, siehst du hier seinen Weg.`,
          `${upper(am(p.placed))} bestellt. Sobald das Paket bei uns losgeht, sehen Sie hier seinen Weg.`,
        ),
      orderPackingLong: (p) =>
        a(
          `${upper(am(p.placed))} bestellt, es sollte längst unterwegs sein. Wir sind dran; schreib uns, wenn du es bis zu einem Tag brauchst.`,
          `${upper(am(p.placed))} bestellt, es sollte längst unterwegs sein. Wir sind dran; schreiben Sie uns, wenn Sie es bis zu einem Tag brauchen.`,
        ),
      orderCancelled: (p) =>
        a(
          `${upper(am(p.when))} storniert; es ist nichts mehr zu dir unterwegs. Wenn dich das wundert, schreib uns.`,
          `${upper(am(p.when))} storniert; es ist nichts mehr zu Ihnen unterwegs. Wenn Sie das wundert, schreiben Sie uns.`,
        ),
    },

    cause: {
      weather: 'Das Wetter hält die Strecke auf.',
      customs: 'Der Zoll sieht sich das Paket an.',
      documents: 'Für den Zoll fehlt ein Dokument.',
      address: 'An der Adresse ist etwas unklar.',
      payment: 'Vorher ist noch eine Gebühr zu zahlen.',
      recipient_absent: 'Es war niemand da, der es annehmen konnte.',
      business_closed: 'Es war gerade geschlossen.',
      rescheduled: 'Die Zustellung wurde verschoben.',
      missorted: 'Es ist falsch abgebogen und wird umgeleitet.',
      capacity: 'Im Paketzentrum ist mehr los, als es schafft.',
      security: 'Das Paket wird noch geprüft.',
      damaged: 'Das Paket wurde beschädigt.',
      lost: 'Der Zustelldienst findet das Paket nicht.',
      refused: 'Es wurde an der Tür nicht angenommen.',
      unclaimed: 'Es wurde nicht rechtzeitig abgeholt.',
      disposed: 'Der Zustelldienst konnte es nicht aufbewahren.',
      carrier_refused: 'Der Zustelldienst konnte es so nicht annehmen.',
      forwarded: 'Es wird an eine andere Adresse weitergeleitet.',
      neighbour: 'Es liegt in der Nachbarschaft.',
      safe_place: 'Es liegt an einem sicheren Ort.',
      pickup_point: 'Es kommt in eine Abholstelle.',
      signed: 'Es wurde dafür unterschrieben.',
    },

    expectedBy: {
      promise: 'So haben wir es versprochen',
      carrier: (carrier) => `Nach Angabe ${carrier === null ? 'des Zustelldienstes' : `von ${carrier}`}`,
      ours: (parcels) =>
        parcels === null ? 'Unsere eigene Schätzung' : `Unsere eigene Schätzung, aus ${parcels} verschickten Paketen`,
    },
    slip: {
      label: (p) => `Zuerst versprochen für ${p.from}, jetzt ${p.to}.`.replace(/\.\.$/, '.'),
      why: {
        weather: 'das Wetter war schlecht',
        customs: 'der Zoll brauchte länger',
        documents: 'dem Zoll fehlte ein Dokument',
        address: 'die Adresse war unklar',
        payment: 'eine Gebühr war noch offen',
        recipient_absent: 'es war niemand da',
        business_closed: 'es war geschlossen',
        rescheduled: 'die Zustellung wurde verschoben',
        missorted: 'es ist falsch abgebogen',
        capacity: 'die Sortierung war voll',
        security: 'eine Prüfung dauerte länger',
        damaged: 'das Paket wurde beschädigt',
        lost: 'das Paket war nicht zu finden',
        refused: 'es wurde nicht angenommen',
        unclaimed: 'es wurde nicht abgeholt',
        disposed: 'es konnte nicht aufbewahrt werden',
        carrier_refused: 'der Zustelldienst nahm es nicht an',
        forwarded: 'es wurde weitergeleitet',
        neighbour: 'es liegt in der Nachbarschaft',
        safe_place: 'es liegt an einem sicheren Ort',
        pickup_point: 'es kam in eine Abholstelle',
        signed: 'es wurde dafür unterschrieben',
      },
    },

    journey: {
      label: a('Der Weg deines Pakets', 'Der Weg Ihres Pakets'),
      stops: {
        ordered: 'Bestellt',
        handed_over: 'Abgeholt',
        on_its_way: 'Unterwegs',
        arriving: 'Im Zustellwagen',
        arrived: a('Bei dir', 'Bei Ihnen'),
      },
      pickup: 'Abholstelle',
      reached: 'erreicht',
      here: 'hier ist das Paket',
      ahead: 'liegt noch vor ihm',
      stuck: 'hier aufgehalten',
      back: 'auf dem Rückweg',
    },

    lastScan: {
      reportedBy: '{ago} · gemeldet von {who}',
      fresh: 'Gerade gemeldet',
      none: 'Noch kein Scan',
      noneLine: 'Der erste steht hier, sobald der Zustelldienst das Paket hat.',
      old: 'Zuletzt gesehen {ago}. Wir gehen dem nach.',
    },
    silence: (days) => plural(days, { one: 'Seit einem Tag kein Scan', other: 'Seit # Tagen kein Scan' }),

    timeline: {
      pending: 'Angelegt',
      info_received: 'Dem Zustelldienst angekündigt',
      picked_up: 'Vom Zustelldienst abgeholt',
      in_transit: 'Unterwegs',
      delayed: 'Verspätet',
      on_hold: 'Aufgehalten',
      out_for_delivery: 'In den Zustellwagen geladen',
      attempt_failed: 'Zustellung hat nicht geklappt',
      ready_for_pickup: 'Liegt zum Abholen bereit',
      delivered: 'Angekommen',
      exception: 'Etwas ist schiefgegangen',
      returning: 'Auf dem Rückweg',
      returned: 'Wieder beim Laden',
      cancelled: 'Storniert',
      expired: 'Keine Meldungen mehr',
    },
    timelineUnknown: 'Vom Zustelldienst gemeldet',

    pickup: {
      title: a('Deine Abholstelle', 'Ihre Abholstelle'),
      hours: 'Geöffnet',
      code: a('Dein Code', 'Ihr Code'),
      until: (when) => a(`Wartet ${bis(when)} auf dich`, `Wartet ${bis(when)} auf Sie`),
      route: 'Weg zeigen',
    },

    proof: {
      title: 'So wurde übergeben',
      signedBy: (name) => `Unterschrieben von ${name}`,
      leftWith: (who) => `Abgegeben: ${who}`,
      photo: 'Foto des Boten vom Ort, an dem es liegt',
    },

    help,

    report: {
      title: 'Was ist los?',
      intro: a(
        'Wähle, was passt. Bestellung und Paket sehen wir schon.',
        'Wählen Sie, was passt. Bestellung und Paket sehen wir schon.',
      ),
      comment: 'Was ist passiert?',
      commentHint: a('In deinen Worten; eine Zeile genügt.', 'In Ihren Worten; eine Zeile genügt.'),
      send: 'An uns senden',
      sending: 'Wird gesendet …',
      cancel: 'Doch nicht',
      sent: 'Danke, es ist bei uns',
      open: 'Etwas stimmt nicht',
    },

    ask: {
      question: 'Wie war es?',
      questionProblem: 'Was ist los?',
      faces: { one: 'Gar nicht gut', two: 'Nicht gut', three: 'Geht so', four: 'Gut', five: 'Bestens' },
      low: 'gar nicht gut',
      high: 'bestens',
      sorry: 'Das tut uns leid. Was ist passiert?',
      thanks: 'Das freut uns. Danke',
      thanksLine: 'Jede Antwort liest hier ein Mensch.',
      middling: 'Danke für die offene Antwort',
      middlingLine: a('Sag uns gern, was gefehlt hat.', 'Sagen Sie uns gern, was gefehlt hat.'),
      reasonsLabel: a('Woran lag es? Wähle, was passt.', 'Woran lag es? Wählen Sie, was passt.'),
      reasons: {
        late: 'Zu spät',
        damaged: 'Beschädigt',
        wrong_item: 'Falscher Artikel',
        missing_item: 'Etwas fehlt',
        not_received: 'Nicht angekommen',
        courier: 'Zusteller',
        packaging: 'Verpackung',
        product: 'Das Produkt selbst',
      },
      reasonsAfter: {
        late: 'zu spät',
        damaged: 'beschädigt',
        wrong_item: 'falscher Artikel',
        missing_item: 'etwas fehlt',
        not_received: 'nicht angekommen',
        courier: 'Zusteller',
        packaging: 'Verpackung',
        product: 'das Produkt selbst',
      },
      comment: 'Was sollten wir wissen?',
      commentHint: a('Wenn du magst. Eine Zeile genügt.', 'Wenn Sie mögen. Eine Zeile genügt.'),
      contact: a('Dürfen wir uns bei dir melden?', 'Dürfen wir uns bei Ihnen melden?'),
      contactWishes: { none: 'Nicht nötig', email: 'Per E-Mail', phone: 'Per Telefon' },
      callNumber: a('Unter welcher Nummer erreichen wir dich?', 'Unter welcher Nummer erreichen wir Sie?'),
      callNumberHint: 'Bleibt das Feld leer, nehmen wir die Nummer, die wir schon haben.',
      send: 'Senden',
      sending: 'Wird gesendet …',
      sent: 'Danke, es ist bei uns angekommen',
      change: 'Antwort ändern',
      changeUntil: a('Du kannst sie bis {when} ändern.', 'Sie können sie bis {when} ändern.'),
      yourAnswer: a('Deine Antwort: {answer}', 'Ihre Antwort: {answer}'),
      kept: a(
        'Gerade keine Verbindung. Deine Antwort ist aufgehoben und geht später raus.',
        'Gerade keine Verbindung. Ihre Antwort ist aufgehoben und geht später raus.',
      ),
      failed: a(
        'Das kam nicht durch. Bitte versuch es noch einmal.',
        'Das kam nicht durch. Bitte versuchen Sie es noch einmal.',
      ),
    },

    care: {
      title: 'Wir kümmern uns',
      answerBy: a('Ein Mensch antwortet dir bis {when}.', 'Ein Mensch antwortet Ihnen bis {when}.'),
      answerOverdue: a(
        'Wir wollten dir bis {when} antworten und haben es nicht geschafft. Das tut uns leid; du bist jetzt zuerst dran.',
        'Wir wollten Ihnen bis {when} antworten und haben es nicht geschafft. Das tut uns leid; Sie sind jetzt zuerst dran.',
      ),
      acknowledged: a(
        '{name} kümmert sich und antwortet dir bis {when}.',
        '{name} kümmert sich und antwortet Ihnen bis {when}.',
      ),
      acknowledgedNoName: a(
        'Jemand von uns kümmert sich und antwortet dir bis {when}.',
        'Jemand von uns kümmert sich und antwortet Ihnen bis {when}.',
      ),
      answered: a('{name} hat dir geantwortet.', '{name} hat Ihnen geantwortet.'),
      context: a(
        'Bestellung und Paket liegen uns vor. Du musst nichts zweimal erklären.',
        'Bestellung und Paket liegen uns vor. Sie müssen nichts zweimal erklären.',
      ),
      paused: a(
        'Bis das geklärt ist, bekommst du von uns keine Werbung.',
        'Bis das geklärt ist, bekommen Sie von uns keine Werbung.',
      ),
      resting: a(
        'Werbung ruht bis {until}, oder bis du uns besser bewertest.',
        'Werbung ruht bis {until}, oder bis Sie uns besser bewerten.',
      ),
      messages: 'Unser Gespräch',
      you: a('Du', 'Sie'),
      support: 'Kundendienst',
      reply: a('Schreib uns', 'Schreiben Sie uns'),
      replyHint: a(
        'Ein Foto schickst du am besten per E-Mail; hier genügen Worte.',
        'Ein Foto schicken Sie am besten per E-Mail; hier genügen Worte.',
      ),
      replySend: 'Senden',
      replySent: 'Ist bei uns',
      resolvedTitle: 'Ist es gelöst?',
      resolved: 'Wir denken, das ist geklärt: {outcome}.',
      resolvedPlain: a(
        'Wir denken, das ist geklärt. Siehst du es auch so?',
        'Wir denken, das ist geklärt. Sehen Sie es auch so?',
      ),
      outcomes: {
        replaced: 'Ersatz ist unterwegs',
        refunded: a('du bekommst dein Geld zurück', 'Sie bekommen Ihr Geld zurück'),
        delivered_after_all: 'das Paket ist aufgetaucht',
        explained: 'wir wissen, was passiert ist',
        goodwill: 'wir haben es gutgemacht',
        other: 'wir haben uns darum gekümmert',
      },
      yes: 'Ja, gelöst',
      no: 'Noch nicht',
      noHint: 'Was fehlt noch?',
      reopened: a(
        'Wieder bei uns. Ein Mensch antwortet dir bis {when}.',
        'Wieder bei uns. Ein Mensch antwortet Ihnen bis {when}.',
      ),
      confirmed: 'Gut, dass es geklärt ist',
      confirmedLine: a(
        'Danke, dass du es uns gesagt hast. Sonst hätten wir es nicht gewusst.',
        'Danke, dass Sie es uns gesagt haben. Sonst hätten wir es nicht gewusst.',
      ),
    },

    live: {
      updated: 'Gerade aktualisiert',
      reconnecting: 'Keine Verbindung. Stand von {time}.',
      offline: a('Du bist offline. Stand von {time}.', 'Sie sind offline. Stand von {time}.'),
      back: 'Wieder verbunden',
      reload: 'Neu laden',
    },

    app: {
      update: {
        line: 'Es gibt eine neuere Fassung dieser Seite.',
        button: 'Neu laden',
        later: 'Später',
      },
      install: {
        title: (brand) => `${brand} auf dem Startbildschirm`,
        line: a(
          'Alle deine Bestellungen an einem Ort, auch ohne Netz.',
          'Alle Ihre Bestellungen an einem Ort, auch ohne Netz.',
        ),
        button: 'Zum Startbildschirm',
        later: 'Jetzt nicht',
        iosShare: a('Tippe auf das Teilen-Zeichen deines Browsers', 'Tippen Sie auf das Teilen-Zeichen Ihres Browsers'),
        iosAdd: a('Wähle „Zum Home-Bildschirm“', 'Wählen Sie „Zum Home-Bildschirm“'),
        iosOpen: a(
          'Öffne es von dort; dann können wir dir auch sagen, wenn sich dein Paket bewegt',
          'Öffnen Sie es von dort; dann können wir Ihnen auch sagen, wenn sich Ihr Paket bewegt',
        ),
        elsewhereTitle: 'Besser im Browser',
        elsewhereLine: a(
          'Du hast diese Seite in einer anderen App geöffnet. Im Browser bleibt sie zur Hand und kann dir sagen, wenn sich dein Paket bewegt. Im Menü heißt es meist „Im Browser öffnen“, oder du kopierst den Link.',
          'Sie haben diese Seite in einer anderen App geöffnet. Im Browser bleibt sie zur Hand und kann Ihnen sagen, wenn sich Ihr Paket bewegt. Im Menü heißt es meist „Im Browser öffnen“, oder Sie kopieren den Link.',
        ),
        copy: 'Link kopieren',
        copied: 'Kopiert',
      },
      tell: {
        title: a('Wir sagen dir, wenn es sich bewegt', 'Wir sagen Ihnen, wenn es sich bewegt'),
        line: 'Eine kurze Nachricht auf dieses Gerät, wenn es im Zustellwagen liegt, wenn es da ist und wenn sich etwas ändert. Nie Werbung.',
        button: a('Sag mir Bescheid', 'Bescheid geben'),
        on: a(
          'Dieses Gerät erfährt es, wenn sich dein Paket bewegt.',
          'Dieses Gerät erfährt es, wenn sich Ihr Paket bewegt.',
        ),
        off: 'Ausschalten',
        denied: a(
          'Dein Browser erlaubt es dieser Seite nicht. In seinen Einstellungen kannst du das ändern.',
          'Ihr Browser erlaubt es dieser Seite nicht. In seinen Einstellungen können Sie das ändern.',
        ),
        failed: a(
          'Das hat nicht geklappt. Bitte versuch es gleich noch einmal.',
          'Das hat nicht geklappt. Bitte versuchen Sie es gleich noch einmal.',
        ),
      },
      orders: {
        title: a('Meine Bestellungen', 'Meine Bestellungen'),
        line: 'Nur auf diesem Gerät gemerkt.',
        asOf: 'Stand von {time}',
        order: 'Bestellung {number}',
        emptyTitle: 'Hier ist noch keine Bestellung',
        emptyLine: a(
          'Melde dich mit der Mailadresse deiner Bestellung an: Wir schicken sechs Ziffern dorthin. Danach findest du die Bestellung hier, auch ohne Netz.',
          'Melden Sie sich mit der Mailadresse Ihrer Bestellung an: Wir schicken sechs Ziffern dorthin. Danach finden Sie die Bestellung hier, auch ohne Netz.',
        ),
        more: 'Fehlt hier eine Bestellung?',
        forget: 'Alles auf diesem Gerät vergessen',
        forgetLine: a(
          'Nimmt die Liste, die gemerkten Seiten und die Nachrichten von diesem Gerät. Deine Links gelten weiter.',
          'Nimmt die Liste, die gemerkten Seiten und die Nachrichten von diesem Gerät. Ihre Links gelten weiter.',
        ),
        forgetSure: 'Ja, vergessen',
        forgotten: 'Erledigt. Auf diesem Gerät ist nichts mehr gemerkt.',
      },
      description: (brand) =>
        a(`Wo deine Pakete von ${brand} sind, und wie es war.`, `Wo Ihre Pakete von ${brand} sind, und wie es war.`),
      picture: 'Die Seite einer Bestellung: wann sie ankommt, und der Weg bisher',
    },

    push: {
      good: 'Alles gut',
      bad: 'Nicht gut',
      ask: 'Ist alles, wie es sein soll? Ein Tipp genügt.',
      reply: a('Lies und antworte auf deiner Seite.', 'Lesen und antworten Sie auf Ihrer Seite.'),
    },

    proposal: {
      line: a(
        'Du hast „{answer}“ gewählt. Ein Tipp schickt es ab.',
        'Sie haben „{answer}“ gewählt. Ein Tipp schickt es ab.',
      ),
      send: 'So abschicken',
    },

    /** What is told of the account, and the log of it. */
    notices: germanNotices(formal),

    errors: {
      linkTitle: 'Dieser Link führt nirgendwohin',
      linkLine: a(
        'Vielleicht ist er abgeschnitten oder gilt nicht mehr. Nimm den aus deiner letzten Mail oder schreib uns.',
        'Vielleicht ist er abgeschnitten oder gilt nicht mehr. Nehmen Sie den aus Ihrer letzten Mail oder schreiben Sie uns.',
      ),
      notFoundTitle: 'Hier ist nichts',
      notFoundLine: 'Die Seite ist umgezogen, oder in der Adresse steckt ein Tippfehler.',
      serverTitle: 'Bei uns ist etwas schiefgegangen',
      serverLine: a(
        'Dein Paket betrifft das nicht. Versuch es bitte in ein paar Minuten noch einmal.',
        'Ihr Paket betrifft das nicht. Versuchen Sie es bitte in ein paar Minuten noch einmal.',
      ),
      unavailableTitle: 'Einen Moment bitte',
      unavailableLine: a(
        'Wir arbeiten gerade an dieser Seite. Dein Paket reist derweil weiter.',
        'Wir arbeiten gerade an dieser Seite. Ihr Paket reist derweil weiter.',
      ),
      offlineTitle: 'Keine Verbindung',
      offlineLine: a(
        'Sobald du wieder online bist, steht hier der neueste Stand.',
        'Sobald Sie wieder online sind, steht hier der neueste Stand.',
      ),
      retry: 'Noch einmal versuchen',
      reference: (id) =>
        a(`Wenn du uns schreibst, hilft diese Nummer: ${id}`, `Wenn Sie uns schreiben, hilft diese Nummer: ${id}`),
    },

    find: {
      lost: 'Link verloren?',
      title: a('Finde deine Bestellung', 'Finden Sie Ihre Bestellung'),
      line: a(
        'Zwei Angaben genügen, dann schicken wir dir den Link zu ihrer Seite.',
        'Zwei Angaben genügen, dann schicken wir Ihnen den Link zu ihrer Seite.',
      ),
      number: 'Bestellnummer',
      numberHint: a('Sie steht in deiner Bestellbestätigung.', 'Sie steht in Ihrer Bestellbestätigung.'),
      proof: 'E-Mail-Adresse oder Postleitzahl',
      proofHint: a(
        'Eines von beiden, so wie du es bei der Bestellung angegeben hast.',
        'Eines von beiden, so wie Sie es bei der Bestellung angegeben haben.',
      ),
      send: 'Link schicken',
      sentTitle: a('Sieh in deine Mails', 'Sehen Sie in Ihre Mails'),
      sentLine: a(
        'Wenn beides zu einer Bestellung gehört, ist der Link unterwegs an die Adresse, die du bei der Bestellung angegeben hast.',
        'Wenn beides zu einer Bestellung gehört, ist der Link unterwegs an die Adresse, die Sie bei der Bestellung angegeben haben.',
      ),
      sentHint: a(
        'Nach ein paar Minuten noch nichts da? Sieh im Spam-Ordner nach, prüf dann beide Angaben und versuch es noch einmal.',
        'Nach ein paar Minuten noch nichts da? Sehen Sie im Spam-Ordner nach, prüfen Sie dann beide Angaben und versuchen Sie es noch einmal.',
      ),
      again: 'Andere Angaben versuchen',
      often: a(
        'Danach wurde sehr oft gefragt. Versuch es bitte später noch einmal.',
        'Danach wurde sehr oft gefragt. Versuchen Sie es bitte später noch einmal.',
      ),
    },

    form: {
      commentTooLong: 'Das ist mehr, als auf einmal hineinpasst. Bitte höchstens {max} Zeichen.',
      scoreMissing: a('Bitte wähle eines der fünf Gesichter.', 'Bitte wählen Sie eines der fünf Gesichter.'),
      reasonMissing: a(
        'Bitte wähle, was passt, oder schreib eine Zeile.',
        'Bitte wählen Sie, was passt, oder schreiben Sie eine Zeile.',
      ),
      numberMissing: a(
        'Bitte sag uns, unter welcher Nummer wir dich erreichen.',
        'Bitte sagen Sie uns, unter welcher Nummer wir Sie erreichen.',
      ),
      textMissing: a('Bitte schreib eine Zeile.', 'Bitte schreiben Sie eine Zeile.'),
      invalid: a(
        'Etwas davon kam nicht richtig an. Sieh bitte noch einmal drüber.',
        'Etwas davon kam nicht richtig an. Sehen Sie bitte noch einmal drüber.',
      ),
      closed: a(
        'Diese Antwort lässt sich nicht mehr ändern. Schreib uns, dann ergänzen wir sie.',
        'Diese Antwort lässt sich nicht mehr ändern. Schreiben Sie uns, dann ergänzen wir sie.',
      ),
      expired: a(
        'Diese Seite war lange offen. Bitte lade sie neu.',
        'Diese Seite war lange offen. Bitte laden Sie sie neu.',
      ),
      tooOften: a(
        'Das ging schnell. Warte bitte kurz und sende es dann noch einmal.',
        'Das ging schnell. Warten Sie bitte kurz und senden Sie es dann noch einmal.',
      ),
      unavailable: a(
        'Das kam nicht durch. Versuch es bitte gleich noch einmal.',
        'Das kam nicht durch. Versuchen Sie es bitte gleich noch einmal.',
      ),
    },

    footer: {
      privacy: a(
        'Diese Seite zeigt weder Name noch Adresse. Wer den Link hat, sieht nur, was du hier siehst.',
        'Diese Seite zeigt weder Name noch Adresse. Wer den Link hat, sieht nur, was Sie hier sehen.',
      ),
      sources: 'Scans kommen vom Zustelldienst, Tage aus unserer eigenen Rechnung.',
      poweredBy: 'Gemacht mit Doorstep',
      support: a('Schreib uns', 'Schreiben Sie uns'),
      help: 'Hilfe',
      imprint: 'Impressum',
    },

    mail: {
      greeting: (name) => (name === null ? a('Hallo,', 'Guten Tag,') : a(`Hallo ${name},`, `Guten Tag ${name},`)),
      signature: (brand) => a(`Viele Grüße\n${brand}`, `Freundliche Grüße\n${brand}`),
      order: (number) => `Bestellung ${number}`,
      plainLink: (p) => `${p.label}: ${p.url}`,
      footer: (p) => (p.address === null ? p.brand : `${p.brand} · ${p.address}`),
      status: {
        button: 'Paket ansehen',
        why: (p) =>
          a(
            `Du bekommst diese Mail, weil du bei ${p.brand} bestellt hast (Bestellung ${p.number}).`,
            `Sie bekommen diese Mail, weil Sie bei ${p.brand} bestellt haben (Bestellung ${p.number}).`,
          ),
      },
      trouble: {
        subject: {
          late: (p) =>
            a(
              `Dein Paket braucht länger als versprochen (Bestellung ${p.number})`,
              `Ihr Paket braucht länger als versprochen (Bestellung ${p.number})`,
            ),
          attempt_failed: (p) => `Die Zustellung hat nicht geklappt (Bestellung ${p.number})`,
          on_hold: (p) =>
            a(
              `Dein Paket wird aufgehalten (Bestellung ${p.number})`,
              `Ihr Paket wird aufgehalten (Bestellung ${p.number})`,
            ),
          silent: (p) =>
            a(
              `Seit Tagen keine Nachricht von deinem Paket (Bestellung ${p.number})`,
              `Seit Tagen keine Nachricht von Ihrem Paket (Bestellung ${p.number})`,
            ),
          returning: (p) =>
            a(
              `Dein Paket ist auf dem Rückweg (Bestellung ${p.number})`,
              `Ihr Paket ist auf dem Rückweg (Bestellung ${p.number})`,
            ),
          lost: (p) =>
            a(
              `Dein Paket ist nicht auffindbar (Bestellung ${p.number})`,
              `Ihr Paket ist nicht auffindbar (Bestellung ${p.number})`,
            ),
          damaged: (p) =>
            a(
              `Dein Paket wurde unterwegs beschädigt (Bestellung ${p.number})`,
              `Ihr Paket wurde unterwegs beschädigt (Bestellung ${p.number})`,
            ),
        },
        sorry: a(
          'Das tut uns leid, und wir sagen es dir lieber selbst.',
          'Das tut uns leid, und wir sagen es Ihnen lieber selbst.',
        ),
        next: {
          late: a(
            'Du musst nichts tun. Deine Seite zeigt immer den Tag, mit dem wir jetzt rechnen. Brauchst du es bis zu einem bestimmten Tag, sag es uns dort.',
            'Sie müssen nichts tun. Ihre Seite zeigt immer den Tag, mit dem wir jetzt rechnen. Brauchen Sie es bis zu einem bestimmten Tag, sagen Sie es uns dort.',
          ),
          attempt_failed: a(
            'Meist versucht es der Paketdienst noch einmal. Sollte er etwas über Adresse oder Tür wissen, schreib es uns auf deiner Seite.',
            'Meist versucht es der Paketdienst noch einmal. Sollte er etwas über Adresse oder Tür wissen, schreiben Sie es uns auf Ihrer Seite.',
          ),
          on_hold: a(
            'Deine Seite zeigt, was bekannt ist und ob etwas von dir gebraucht wird. Das Paket steht bei uns auf der Liste.',
            'Ihre Seite zeigt, was bekannt ist und ob etwas von Ihnen gebraucht wird. Das Paket steht bei uns auf der Liste.',
          ),
          silent: a(
            'Verloren ist es damit noch nicht: Manche Pakete reisen tagelang ohne Scan. Es steht bei uns auf der Liste, und deine Seite zeigt jeden neuen Scan sofort.',
            'Verloren ist es damit noch nicht: Manche Pakete reisen tagelang ohne Scan. Es steht bei uns auf der Liste, und Ihre Seite zeigt jeden neuen Scan sofort.',
          ),
          returning: a(
            'Sag uns auf deiner Seite, ob wir es noch einmal schicken sollen oder was dir lieber ist.',
            'Sagen Sie uns auf Ihrer Seite, ob wir es noch einmal schicken sollen oder was Ihnen lieber ist.',
          ),
          lost: a(
            'Sag uns auf deiner Seite, ob du Ersatz möchtest oder dein Geld zurück. Erklären musst du nichts.',
            'Sagen Sie uns auf Ihrer Seite, ob Sie Ersatz möchten oder Ihr Geld zurück. Erklären müssen Sie nichts.',
          ),
          damaged: a(
            'Sag uns auf deiner Seite, ob du Ersatz möchtest oder dein Geld zurück. Erklären musst du nichts.',
            'Sagen Sie uns auf Ihrer Seite, ob Sie Ersatz möchten oder Ihr Geld zurück. Erklären müssen Sie nichts.',
          ),
        },
      },
      ask: {
        subject: (brand) => `Wie war die Lieferung von ${brand}?`,
        preheader: 'Ein Tipp genügt.',
        headline: 'Wie war es?',
        body: a(
          'Dein Paket ist da. Ein Tipp sagt uns, ob alles gut ist; wenn nicht, kümmert sich ein Mensch darum.',
          'Ihr Paket ist da. Ein Tipp sagt uns, ob alles gut ist; wenn nicht, kümmert sich ein Mensch darum.',
        ),
        button: 'Antworten',
        why: (p) =>
          a(
            `Du bekommst diese Mail, weil dein Paket von ${p.brand} (Bestellung ${p.number}) angekommen ist. Wir fragen nur einmal.`,
            `Sie bekommen diese Mail, weil Ihr Paket von ${p.brand} (Bestellung ${p.number}) angekommen ist. Wir fragen nur einmal.`,
          ),
      },
      reply: {
        subject: (p) =>
          a(
            `Wir haben dir geantwortet (Bestellung ${p.number})`,
            `Wir haben Ihnen geantwortet (Bestellung ${p.number})`,
          ),
        preheader: (p) =>
          p.name === null
            ? a('Unsere Antwort an dich', 'Unsere Antwort an Sie')
            : a(`${p.name} hat dir geantwortet`, `${p.name} hat Ihnen geantwortet`),
        headline: (p) =>
          p.name === null
            ? a('Unsere Antwort an dich', 'Unsere Antwort an Sie')
            : a(`${p.name} hat dir geantwortet`, `${p.name} hat Ihnen geantwortet`),
        answerHint: a(
          'Antworten kannst du auf deiner Seite; dort bleibt alles beisammen.',
          'Antworten können Sie auf Ihrer Seite; dort bleibt alles beisammen.',
        ),
        button: 'Lesen und antworten',
        why: (p) =>
          a(
            `Du bekommst diese Mail, weil du ${p.brand} gesagt hast, dass mit Bestellung ${p.number} etwas nicht stimmt.`,
            `Sie bekommen diese Mail, weil Sie ${p.brand} gesagt haben, dass mit Bestellung ${p.number} etwas nicht stimmt.`,
          ),
      },
      resolved: {
        subject: (p) => `Ist es gelöst? (Bestellung ${p.number})`,
        preheader: (p) => (p.outcome === null ? 'Wir denken, es ist geklärt.' : `Wir denken ja: ${p.outcome}.`),
        headline: 'Ist es gelöst?',
        body: (p) => {
          const seen = a('Siehst du es auch so?', 'Sehen Sie es auch so?');
          const matter = a('dein Anliegen', 'Ihr Anliegen');
          return p.outcome === null
            ? `Wir denken, ${matter} ist geklärt. ${seen}`
            : `Wir denken, ${matter} ist geklärt: ${p.outcome}. ${seen}`;
        },
        hint: 'Wenn nicht, genügt ein Klick, und wir nehmen es sofort wieder auf.',
        yes: 'Ja, gelöst',
        no: 'Noch nicht',
        why: (p) =>
          a(
            `Du bekommst diese Mail, weil du ${p.brand} gesagt hast, dass mit Bestellung ${p.number} etwas nicht stimmt.`,
            `Sie bekommen diese Mail, weil Sie ${p.brand} gesagt haben, dass mit Bestellung ${p.number} etwas nicht stimmt.`,
          ),
      },
      orderLink: {
        subject: (p) => a(`Dein Link zur Bestellung ${p.number}`, `Ihr Link zur Bestellung ${p.number}`),
        preheader: a('Er zeigt dir, wo dein Paket ist.', 'Er zeigt Ihnen, wo Ihr Paket ist.'),
        headline: a('Hier ist dein Link', 'Hier ist Ihr Link'),
        body: a(
          'Er führt dich zu deiner Bestellung: wo das Paket ist, was darin ist und wie du uns erreichst.',
          'Er führt Sie zu Ihrer Bestellung: wo das Paket ist, was darin ist und wie Sie uns erreichen.',
        ),
        button: 'Zur Bestellung',
        notYou: a(
          'Wenn du ihn nicht angefordert hast, musst du nichts tun. Der Link ging nur an dich.',
          'Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun. Der Link ging nur an Sie.',
        ),
        why: (p) =>
          a(
            `Du bekommst diese Mail, weil jemand bei ${p.brand} den Link zur Bestellung ${p.number} angefordert hat.`,
            `Sie bekommen diese Mail, weil jemand bei ${p.brand} den Link zur Bestellung ${p.number} angefordert hat.`,
          ),
      },
      signIn: {
        subject: (p) => a(`${p.code} ist dein Code für ${p.brand}`, `${p.code} ist Ihr Code für ${p.brand}`),
        preheader: (minutes) => plural(minutes, { one: 'Gilt eine Minute, einmal.', other: 'Gilt # Minuten, einmal.' }),
        headline: a('Dein Code', 'Ihr Code'),
        body: (minutes) =>
          a(
            'Gib ihn dort ein, wo du ihn angefordert hast. ',
            'Geben Sie ihn dort ein, wo Sie ihn angefordert haben. ',
          ) +
          plural(minutes, {
            one: 'Er gilt eine Minute und nur einmal.',
            other: 'Er gilt # Minuten und nur einmal.',
          }),
        notYou: a(
          'Wenn du ihn nicht angefordert hast, musst du nichts tun: Ohne diesen Code kommt niemand hinein.',
          'Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ohne diesen Code kommt niemand hinein.',
        ),
        why: (brand) =>
          a(
            `Du bekommst diese Mail, weil jemand einen Code für den Arbeitsplatz von ${brand} angefordert hat.`,
            `Sie bekommen diese Mail, weil jemand einen Code für den Arbeitsplatz von ${brand} angefordert hat.`,
          ),
      },
      alert: {
        subject: (p) =>
          `${p.customerName ?? 'Jemand'} ist unzufrieden${p.reasons === null ? '' : `: ${p.reasons}`} (Bestellung ${p.orderNumber})`,
        preheader: (p) => `Bitte bis ${p.answerBy} antworten.`,
        headline: (p) => a(`${p.customerName ?? 'Jemand'} braucht dich`, `${p.customerName ?? 'Jemand'} braucht Sie`),
        body: (p) =>
          `Bestellung ${p.orderNumber}${p.reasons === null ? '' : `: ${p.reasons}`}. Wir haben eine Antwort bis ${p.answerBy} zugesagt. Werbung an diese Person ruht solange.`,
        escalatedSubject: (p) => `Noch ohne Antwort: Bestellung ${p.orderNumber}`,
        escalatedBody: (p) =>
          `Den Fall hat noch niemand übernommen. Wir haben eine Antwort bis ${p.answerBy} zugesagt.`,
        reopenedSubject: (p) => `Doch nicht gelöst: Bestellung ${p.orderNumber}`,
        reopenedBody: (p) =>
          `${p.customerName ?? 'Die Kundin oder der Kunde'} sagt, der Fall ist nicht gelöst. Bitte bis ${p.answerBy} antworten.`,
        score: (score) => `${score} von 5`,
        comment: 'Das steht dabei',
        button: 'Fall öffnen',
        why: (brand) =>
          a(
            `Du bekommst diese Mail, weil du dich bei ${brand} um Kunden kümmerst.`,
            `Sie bekommen diese Mail, weil Sie sich bei ${brand} um Kunden kümmern.`,
          ),
      },
    },

    rooms: roomsDe(a),
    refer: referDe(a),
    goesWith: goesWithDe,
    loyalty: loyaltyDe(a),
    access: accessDe(a),
    subscriptions: subscriptionsDe(a),

    desk: {
      title: 'Arbeitsplatz',
      nav: { cases: 'Fälle', watch: 'Beobachten', settings: 'Einstellungen', signOut: 'Abmelden' },
      list: {
        title: 'Fälle',
        search: 'Bestellung, Name oder E-Mail',
        filters: {
          open: 'Offen',
          mine: 'Meine',
          overdue: 'Überfällig',
          waiting: 'Warten auf Rückmeldung',
          done: 'Erledigt',
          all: 'Alle',
        },
        columns: {
          customer: 'Kunde',
          order: 'Bestellung',
          reasons: 'Was nicht stimmt',
          answerBy: 'Antwort bis',
          opened: 'Seit',
          agent: 'Bei',
          status: 'Stand',
        },
        anonymous: 'Ohne Namen',
        unassigned: 'noch niemand',
        reopened: 'wieder offen',
        more: 'Mehr zeigen',
        new: 'Neuer Fall',
      },
      watch: {
        empty: 'Nichts zu beobachten',
        emptyLine:
          'Jedes Paket geht seinen Weg. Was stockt, sich verschiebt oder verstummt, steht hier, bevor jemand fragt.',
        noneChosen: 'Kein Paket gewählt',
        noneChosenLine: 'Links eines wählen oder J drücken.',
        absent: 'Dieses Paket gibt es hier nicht',
        settled: 'Mit diesem Paket ist wieder alles in Ordnung.',
        seen: 'Erledigt',
        seenBy: 'Erledigt von {name}, {when}',
        acknowledge: 'Erledigt',
        withdraw: 'Zurück auf die Liste',
        note: 'Notiz fürs Team, wenn nötig',
        matter: 'Was los ist',
        nextStep: 'Was zuerst hilft',
        toldTitle: 'Was gesagt wurde',
        reasons: {
          lost: 'Verloren',
          damaged: 'Unterwegs beschädigt',
          returning: 'Auf dem Rückweg',
          promise_missed: 'Zugesagter Tag verpasst',
          attempt_failed: 'Zustellung gescheitert',
          on_hold: 'Aufgehalten',
          silent: 'Tagelang kein Scan',
          not_handed_over: 'Nicht übergeben',
          promise_slipping: 'Kommt zu spät',
          promise_at_risk: 'Könnte zu spät kommen',
        },
        nextSteps: {
          replace_or_refund: 'Neu schicken oder Geld zurück',
          confirm_address_and_resend: 'Adresse klären und noch einmal schicken',
          ask_carrier: 'Beim Zusteller nachfragen',
          check_address: 'Adresse mit der Kundschaft prüfen',
          clear_hold: 'Klären, was es aufhält',
          check_dispatch: 'Nachsehen, ob es das Haus verlassen hat',
          offer_choice: 'Anbieten: warten oder stornieren',
          keep_watching: 'Im Auge behalten',
        },
        news: {
          lost: 'Dass es nicht zu finden ist',
          damaged: 'Dass es beschädigt wurde',
          returning: 'Dass es auf dem Rückweg ist',
          late: 'Dass es später kommt, und wann',
          attempt_failed: 'Dass die Zustellung nicht geklappt hat',
          on_hold: 'Dass es aufgehalten wird',
          silent: 'Dass es nichts Neues gibt',
        },
        told: {
          push: 'Aufs Gerät gemeldet, {when}',
          email: 'Per Mail gemeldet, {when}',
          sending: 'Wird gerade gemeldet',
          not: 'Noch nicht gemeldet',
        },
      },
      statuses: {
        open: 'Offen',
        acknowledged: 'In Arbeit',
        resolved: 'Wartet auf Rückmeldung',
        confirmed: 'Bestätigt',
      },
      severities: { high: 'Dringend', normal: 'Normal' },
      outcomes: {
        replaced: 'Ersatz geschickt',
        refunded: 'Geld erstattet',
        delivered_after_all: 'Doch angekommen',
        explained: 'Erklärt',
        goodwill: 'Kulanz',
        other: 'Anderes',
      },
      roles: { agent: 'Kundendienst', marketer: 'Marketing', admin: 'Verwaltung' },
      statusesOfShipment: {
        pending: 'Noch kein Scan',
        info_received: 'Angekündigt',
        picked_up: 'Abgeholt',
        in_transit: 'Unterwegs',
        delayed: 'Verspätet',
        on_hold: 'Aufgehalten',
        out_for_delivery: 'Im Zustellwagen',
        attempt_failed: 'Versuch gescheitert',
        ready_for_pickup: 'In der Abholstelle',
        delivered: 'Zugestellt',
        exception: 'Störung',
        returning: 'Auf dem Rückweg',
        returned: 'Zurück',
        cancelled: 'Storniert',
        expired: 'Keine Meldungen mehr',
      },
      sla: {
        answerBy: 'Antwort bis {when}',
        overdueBy: 'Seit {duration} überfällig',
        dueIn: 'Noch {duration}',
        answered: 'Rechtzeitig beantwortet',
        waiting: 'Wartet auf Rückmeldung',
      },
      actions: {
        take: 'Übernehmen',
        taken: 'Bei {name}',
        reply: 'Antworten',
        replyLabel: a('Deine Antwort an {name}', 'Ihre Antwort an {name}'),
        replySend: 'Antwort senden',
        replyHint: 'Geht per Mail hinaus und steht auf der Seite der Bestellung.',
        resolve: 'Als gelöst melden',
        resolveLabel: 'Wie wurde es gelöst?',
        note: 'Notiz für Kollegen',
        noteHint: 'Nach außen nicht sichtbar.',
        resolveSend: 'Nachfragen, ob es gelöst ist',
        goodwill: 'Punkte schenken',
        goodwillLabel: 'Wie viele Punkte?',
        goodwillMax: 'Bis zu {max}. Sie gelten sofort.',
        goodwillReason: 'Grund',
        goodwillReasonHint: 'Steht für die Kundin oder den Kunden bei den Punkten.',
        goodwillSend: 'Schenken',
        goodwillDone: 'Die Punkte sind gutgeschrieben und gelten sofort.',
        openPage: 'Seite der Bestellung',
        carrierPage: 'Seite des Zustelldienstes',
        write: '{name} schreiben',
        openCase: 'Zum offenen Fall',
        copy: 'Kopieren',
        copied: 'Kopiert',
        cancel: 'Abbrechen',
      },
      case: {
        timeline: 'Verlauf',
        order: 'Bestellung',
        shipment: 'Paket',
        customer: 'Kunde',
        earlier: 'Frühere Fälle',
        held: 'Angehalten',
        heldPromotions: 'Keine Werbung seit {since}',
        heldUntil: 'bis {until}, oder bis zu einer besseren Bewertung',
        heldUntilSolved: 'bis es gelöst ist',
        contact: {
          none: 'Möchte keine Antwort',
          email: 'Möchte eine Antwort per E-Mail',
          phone: 'Möchte einen Anruf',
        },
        promised: 'Versprochen',
        firstPromised: 'Zuerst versprochen',
        delivered: 'Angekommen',
        onTime: 'pünktlich',
        total: 'Summe',
        customerSince: 'Kunde seit {since}',
        noComment: 'Kein Kommentar',
        parcelOf: 'Paket {index}',
        writes: 'Liest {language}',
        cancelled: 'Storniert {when}',
        readOnly: a('Du liest mit; der Kundendienst antwortet.', 'Sie lesen mit; der Kundendienst antwortet.'),
        actions: 'Was zu tun ist',
        absent: 'Diesen Fall gibt es hier nicht',
        absentLine: 'Vielleicht ist der Link abgeschnitten, oder er gehört zu einem anderen Shop.',
        scansBefore: 'Frühere Scans',
      },
      entries: {
        scan: 'Scan von {who}',
        answer: 'Antwort: {score} von 5',
        answerVia: 'kam über {source}',
        opened: 'Fall eröffnet',
        reopened: 'Vom Kunden wieder geöffnet',
        escalated: 'Eskaliert: niemand hatte übernommen',
        acknowledged: '{name} hat übernommen',
        resolved: '{name} hat als gelöst gemeldet: {outcome}',
        confirmed: 'Vom Kunden bestätigt: gelöst',
        reply: '{name} schrieb',
        shopper_message: 'Der Kunde schrieb',
        hold_set: 'Werbung angehalten',
        hold_released: 'Werbung wieder erlaubt',
        watch_acknowledged: '{name} hat sich gekümmert',
        watch_withdrawn: '{name} hat es zurück auf die Liste gesetzt',
        system: 'Doorstep',
      },
      empty: {
        cases: 'Keine offenen Fälle',
        casesLine: a(
          'Niemand wartet auf dich. Neue erscheinen hier von selbst.',
          'Niemand wartet auf Sie. Neue erscheinen hier von selbst.',
        ),
        filtered: 'Nichts gefunden',
        filteredLine: 'Ein anderer Filter, oder weniger Wörter.',
        noCase: 'Kein Fall gewählt',
        noCaseLine: a('Wähle links einen aus oder drück J.', 'Wählen Sie links einen aus oder drücken Sie J.'),
        earlier: 'Das ist der erste Fall.',
      },
      signIn: {
        title: 'Am Arbeitsplatz anmelden',
        emailLabel: a('Deine E-Mail-Adresse', 'Ihre E-Mail-Adresse'),
        emailSend: 'Code schicken',
        codeTitle: a('Sieh in deine Mails', 'Sehen Sie in Ihre Mails'),
        codeLine: 'Wenn {email} hier arbeitet, ist ein sechsstelliger Code unterwegs.',
        codeLabel: 'Sechsstelliger Code',
        codeSend: 'Anmelden',
        again: 'Neuen Code schicken',
        otherEmail: 'Andere Adresse',
        wrong: a(
          'Dieser Code passt nicht. Sieh noch einmal nach oder lass dir einen neuen schicken.',
          'Dieser Code passt nicht. Sehen Sie noch einmal nach oder lassen Sie sich einen neuen schicken.',
        ),
        expired: a(
          'Dieser Code ist zu alt. Lass dir bitte einen neuen schicken.',
          'Dieser Code ist zu alt. Lassen Sie sich bitte einen neuen schicken.',
        ),
        tooMany: a(
          'Zu viele Versuche. Lass dir bitte einen neuen Code schicken.',
          'Zu viele Versuche. Lassen Sie sich bitte einen neuen Code schicken.',
        ),
        noAddress: 'Das sieht nicht nach einer Mailadresse aus. Bitte noch einmal prüfen.',
        signedOut: a('Du bist abgemeldet.', 'Sie sind abgemeldet.'),
        forbidden: a('Diese Seite gehört nicht zu deiner Rolle.', 'Diese Seite gehört nicht zu Ihrer Rolle.'),
      },
      faults: {
        closed: a(
          'Dieser Fall ist schon gelöst. Lade neu, um zu sehen, was inzwischen geschah.',
          'Dieser Fall ist schon gelöst. Laden Sie neu, um zu sehen, was inzwischen geschah.',
        ),
        textMissing: a('Schreib bitte erst eine Zeile.', 'Schreiben Sie bitte erst eine Zeile.'),
        textTooLong: 'Das ist mehr, als auf einmal geht. Bitte unter {max} Zeichen bleiben.',
        pointsWrong: 'So viele Punkte lassen sich hier nicht vergeben.',
        outcomeMissing: a('Wähle bitte, wie es gelöst wurde.', 'Wählen Sie bitte, wie es gelöst wurde.'),
        unavailable: 'Das kam nicht an, und nichts wurde geändert. Bitte gleich noch einmal versuchen.',
      },
      keys: {
        title: 'Tastatur',
        single: 'Einzelne Tasten sind an',
        singleHint: 'Ausschalten, falls sie der Spracheingabe im Weg sind. Gilt für diesen Browser.',
        next: 'Nächster Fall',
        previous: 'Voriger Fall',
        open: 'Fall öffnen',
        take: 'Übernehmen',
        reply: 'Antworten',
        resolve: 'Als gelöst melden',
        search: 'Suchen',
        help: 'Diese Hilfe zeigen',
        close: 'Schließen',
        send: 'Senden',
        cases: 'Zu den Fällen',
        watch: 'Zum Beobachten',
      },
      live: {
        connected: 'Live',
        lost: 'Keine Verbindung. Stand von {time}.',
        arrived: 'Ein neuer Fall ist da.',
      },
    },

    deskCounts: {
      open: (count) => plural(count, { one: 'ein offener Fall', other: '# offene Fälle' }),
      watched: (count) => plural(count, { one: 'ein Paket', other: '# Pakete' }),
      lateDays: (days) => plural(days, { one: 'einen Tag zu spät', other: '# Tage zu spät' }),
      orders: (count) => plural(count, { one: 'erste Bestellung', other: '# Bestellungen' }),
      overdue: (count) => plural(count, { one: 'einer überfällig', other: '# überfällig' }),
      minutes: (count) => plural(count, { one: '# Minute', other: '# Minuten' }),
      hours: (count) => plural(count, { one: '# Stunde', other: '# Stunden' }),
      days: (count) => plural(count, { one: '# Tag', other: '# Tage' }),
    },
  };
}

export const de = { familiar: german(false), formal: german(true) };

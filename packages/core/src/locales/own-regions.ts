/**
 * Regions of locales whose Faker data has none of its own, where it would fall back to the states of the
 * US. First-level divisions as ISO 3166-2 lists them, in the locale's language.
 */
export const OWN_REGIONS: Readonly<Record<string, readonly string[]>> = {
  az: 'Bakı|Abşeron-Xızı|Gəncə-Daşkəsən|Qazax-Tovuz|Şəki-Zaqatala|Lənkəran-Astara|Quba-Xaçmaz|Mərkəzi Aran|Mil-Muğan|Şirvan-Salyan|Dağlıq Şirvan|Qarabağ|Naxçıvan'.split(
    '|',
  ),
  el: 'Αττική|Βόρειο Αιγαίο|Δυτική Ελλάδα|Δυτική Μακεδονία|Ήπειρος|Θεσσαλία|Ιόνια Νησιά|Κεντρική Μακεδονία|Κρήτη|Νότιο Αιγαίο|Πελοπόννησος|Στερεά Ελλάδα|Ανατολική Μακεδονία και Θράκη'.split(
    '|',
  ),
  ka_GE:
    'თბილისი|აჭარა|გურია|იმერეთი|კახეთი|მცხეთა-მთიანეთი|სამეგრელო-ზემო სვანეთი|სამცხე-ჯავახეთი|ქვემო ქართლი|შიდა ქართლი'.split(
      '|',
    ),
  ku_ckb: 'هەولێر|سلێمانی|دهۆک|هەڵەبجە'.split('|'),
  ku_kmr_latin: 'Amed|Wan|Mêrdîn|Riha|Êlih|Şirnex|Colemêrg|Agirî|Mûş|Sêrt'.split('|'),
  mn_MN_cyrl:
    'Улаанбаатар|Архангай|Баян-Өлгий|Баянхонгор|Булган|Говь-Алтай|Говьсүмбэр|Дархан-Уул|Дорноговь|Дорнод|Дундговь|Завхан|Орхон|Өвөрхангай|Өмнөговь|Сүхбаатар|Сэлэнгэ|Төв|Увс|Ховд|Хөвсгөл|Хэнтий'.split(
      '|',
    ),
  ro_MD:
    'Chișinău|Bălți|Anenii Noi|Cahul|Călărași|Căușeni|Edineț|Fălești|Florești|Hîncești|Ialoveni|Orhei|Rîșcani|Sîngerei|Soroca|Strășeni|Ștefan Vodă|Telenești|Ungheni|Găgăuzia'.split(
      '|',
    ),
  ta_IN: 'தமிழ்நாடு|கேரளா|கர்நாடகா|ஆந்திரப் பிரதேசம்|தெலங்கானா|புதுச்சேரி'.split('|'),
  yo_NG: 'Èkó|Ògùn|Ọ̀yọ́|Ọ̀ṣun|Òǹdó|Èkìtì|Kwárà'.split('|').map((name) => name.normalize()),
};

/**
 * Abbreviations for locales whose own list is in another order than their states (Faker 10.6), in the
 * order of the states. Used only while the lists are equally long.
 */
export const OWN_REGION_CODES: Readonly<Record<string, readonly string[]>> = {
  fr_CH: 'AG AI AR BS BL BE FR GE GL GR JU LU NE NW OW SH SZ SO SG TG TI UR VS VD ZG ZH'.split(' '),
  ur: 'KP ICT PB SD AJK BA GB'.split(' '),
  zh_CN:
    'BJ SH TJ CQ HL JL LN NM HE XJ GS QH SN NX HA SD SX AH HB HN JS SC GZ YN GX XZ ZJ JX GD FJ HI'.split(
      ' ',
    ),
};

/** Cities of locales for which Faker has neither names nor patterns. */
export const OWN_CITIES: Readonly<Record<string, readonly string[]>> = {
  ku_ckb:
    'هەولێر|سلێمانی|دهۆک|هەڵەبجە|کەرکووک|ڕانیە|کۆیە|زاخۆ|سۆران|چەمچەماڵ|کەلار|ئاکرێ|ڕەواندز|شەقڵاوە|پێنجوێن|قەڵادزێ'.split(
      '|',
    ),
  ku_kmr_latin:
    'Amed|Wan|Mêrdîn|Riha|Êlih|Şirnex|Cizîr|Nisêbîn|Farqîn|Qoser|Wêranşar|Colemêrg|Sêrt|Mûş|Agirî|Bazîd'.split(
      '|',
    ),
  mn_MN_cyrl:
    'Улаанбаатар|Дархан|Эрдэнэт|Чойбалсан|Мөрөн|Ховд|Өлгий|Баянхонгор|Арвайхээр|Улаангом|Сүхбаатар|Цэцэрлэг|Мандалговь|Даланзадгад|Зуунмод|Сайншанд'.split(
      '|',
    ),
  ta_IN:
    'சென்னை|கோயம்புத்தூர்|மதுரை|திருச்சிராப்பள்ளி|சேலம்|திருநெல்வேலி|ஈரோடு|வேலூர்|தஞ்சாவூர்|தூத்துக்குடி|திண்டுக்கல்|கும்பகோணம்|நாகர்கோவில்|காஞ்சிபுரம்|கடலூர்|விழுப்புரம்'.split(
      '|',
    ),
  yo_NG:
    'Ìbàdàn|Èkó|Abẹ́òkúta|Òṣogbo|Ilé-Ifẹ̀|Àkúrẹ́|Adó-Èkìtì|Ọ̀yọ́|Ògbómọ̀ṣọ́|Ìlọrin|Ìjẹ̀bú-Òde|Iléṣà|Ìsẹ́yìn|Ọ̀fà|Ṣakí|Òndó'
      .split('|')
      .map((name) => name.normalize()),
};

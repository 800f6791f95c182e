/**
 * Letters and their Latin spelling for addresses, alphabet by alphabet: `letters` and `latin` run in
 * parallel, a `-` in `latin` drops the letter. Simple spellings after BGN/PCGN and the countries' own
 * passport rules; meant for look, not for reading back.
 */
const ALPHABETS: readonly { readonly letters: string; readonly latin: string }[] = [
  {
    letters: 'ß æ œ ø đ ð þ ł ħ ı ŋ ə ʻ ʼ ’ ẞ ŧ ĸ ɓ ɗ ƙ',
    latin: 'ss ae oe o d d th l h i ng e - - - ss t k b d k',
  },
  {
    // Russian, Ukrainian, Macedonian, Serbian and Mongolian letters together.
    letters:
      'а б в г ґ ѓ д ђ е ё є ж з ѕ и і ї й ј к ќ л љ м н њ о ө п р с т ћ у ү ў ф х ц ч џ ш щ ъ ы ь э ю я',
    latin:
      'a b v g g gj d dj e yo ye zh z dz i i yi y j k kj l lj m n nj o o p r s t c u u u f kh ts ch dz sh shch - y - e yu ya',
  },
  {
    letters: 'α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω',
    latin: 'a v g d e z i th i k l m n x o p r s s t y f ch ps o',
  },
  {
    letters: 'ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ',
    latin: 'a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h',
  },
  {
    letters: 'ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ և',
    latin:
      'a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev',
  },
  {
    letters: 'א ב ג ד ה ו ז ח ט י כ ך ל מ ם נ ן ס ע פ ף צ ץ ק ר ש ת',
    latin: 'a b g d h o z h t i k k l m m n n s a p f ts ts k r sh t',
  },
  {
    // Arabic, Persian, Urdu and Sorani.
    letters:
      'ا آ أ إ ٱ ء ؤ ئ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ڕ ز ژ س ش ص ض ط ظ ع غ ف ڤ ق ك ک گ ل ڵ م ن ں ه ە ہ ھ ة و ۆ ۇ ي ى ی ێ ې ے',
    latin:
      'a a a i a - w y b p t t th j ch h kh d d dh r r r z zh s sh s d t z a gh f v q k k g l l m n n h a h h a o o u i a i e e e',
  },
  {
    letters:
      'あ い う え お か き く け こ が ぎ ぐ げ ご さ し す せ そ ざ じ ず ぜ ぞ た ち つ て と だ ぢ づ で ど な に ぬ ね の は ひ ふ へ ほ ば び ぶ べ ぼ ぱ ぴ ぷ ぺ ぽ ま み む め も や ゆ よ ら り る れ ろ わ を ん',
    latin:
      'a i u e o ka ki ku ke ko ga gi gu ge go sa shi su se so za ji zu ze zo ta chi tsu te to da ji zu de do na ni nu ne no ha hi fu he ho ba bi bu be bo pa pi pu pe po ma mi mu me mo ya yu yo ra ri ru re ro wa o n',
  },
];

/** Lower-case letter to Latin spelling, for every alphabet that has a table. */
export const LATIN_SPELLING: ReadonlyMap<string, string> = new Map(
  ALPHABETS.flatMap(({ letters, latin }) => {
    const spellings = latin.split(' ');
    return letters
      .split(' ')
      .map((letter, at): [string, string] => [letter, (spellings[at] ?? '-').replace('-', '')]);
  }),
);

/** Parts of a Hangul syllable after the Revised Romanisation (2000), without its changes between syllables. */
export const HANGUL = {
  initials: 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' '),
  vowels: 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' '),
  finals: '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' '),
} as const;

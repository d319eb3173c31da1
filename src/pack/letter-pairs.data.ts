// How common pairs of letters are in source text: measured over some megabytes each of eight public repositories in as many
// languages. A row for each first letter, a column for each second: abcdefghijklmnopqrstuvwxyz_-./:= , then any digit, then any other.

export const LETTERS = 'abcdefghijklmnopqrstuvwxyz_-./:= '

/** In base 36: 1.6 times the logarithm to base 2 of one more than how many of ten million pairs are this one. */
export const PAIRS = [
  'omonjimemfjonohmhpopliijlfehhdeflkm',
  'mghflffdjidmeekfejigkcdcjdeejebcgkl',
  'ofigngenjemlgfpgenjnjeeehefihgeekkn',
  'miilpgfemfejgflgeijikffdkciijehgnjo',
  'ninokmlgjfgnmpjllqpoilknkekllijjpkq',
  'lfffkjgdnccifgmddkgilddcgcdfjcegmkm',
  'kggeneiimddhgikedkjhjedcehghijffmhm',
  'mfgeoddemcdffelhdjgmkdddfcfghdfdkhm',
  'lknmlmmefdgnmqojfkoofkdkdjcgfdcdhkl',
  'geddjcccedddcchdcdkcfcdcdc79cb9adgk',
  'jeffmefdjedeefgfdfjefdgcdchggdfdjgl',
  'nigkpkefodenefnhdfllmjfdkdhiihfelgn',
  'njfhofedmheikhllgfigifdcfcfhhjeclgm',
  'nfnnnlogmeiihjmjegnolifdicikjghfohn',
  'kklnglkeigkmnqlmfplmmklhdegjhhedmgl',
  'nfginefijcgmhfmlcmlmleddicghjffeihm',
  'hdededddeddfdddeededmcdddcabeb9edgk',
  'ogkkqileodjjkmogdmmmljgcmdijkghfngn',
  'kglgphflndkkhhmlginpmfhckdilmjlioho',
  'ogkiqhhppdfjignmdommnghgmekklkigoho',
  'jliinhidkddnmnflcnnmedddcdadec8bhgk',
  'mefdndedkccdddhcccedddcceccdecbbfil',
  'kdeejddjlccedijediidddfddcdffbdekgk',
  'hejdidcdjcddedejddekdcdefcehgcfdhhl',
  'hfgfghefgddhhiildfjieefdddiikggemgn',
  'hdddjcdcfccddcecccedddcceeaaab8abgk',
  'igjiihffidfhihgieijigfgca9h6c788eej',
  'iijihhefhedihggidijigffcce7mdh78jnm',
  'khnijhiijheiijjjdjkkhghdbah8ig79jpn',
  'hgkhjgjghecggfejcjigfffcccahdn88mim',
  'ecfddecbdaacdfce9ffdbcc988998kjiogm',
  'dddcefcbcabbbgcbadefdba9998a697mnhm',
  'omommnklohilmnmnhnopllmfhfjjiljnwls',
  'kkkkkkghgggggggggiggggggggfjqhheksq',
  'nmonnnmnnllmmnmolnoonmllkkjlmnolsqx',
] as const

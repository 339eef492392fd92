/**
 * Names and cities of the sample people, common ones of each country; some need signs that no GSM alphabet has.
 * @typedef {object} Place
 * @property {string} country ISO 3166
 * @property {string} language ISO 639
 * @property {number} people how many of the sample live there
 * @property {readonly string[]} firstNames
 * @property {readonly string[]} lastNames
 * @property {readonly string[]} cities
 */

/** @param {string} text */
function list(text) {
  return text.split(',').map(name => name.trim())
}

/** @type {readonly Place[]} */
export const places = [
  {
    country: 'GB',
    language: 'en',
    people: 212,
    firstNames:
      list(`Olivia, Amelia, Isla, Ava, Freya, Grace, Poppy, Ella, Evie, Charlotte, Zoë, Siân, Niamh, Aoife, Priya,
      Fatima, Aisha, Margaret, Susan, Linda, Oliver, George, Harry, Noah, Jack, Leo, Arthur, Muhammad, Oscar, Charlie, Alfie,
      Rhys, Owen, Callum, Hamish, Imran, Arjun, Kwame, David, Peter, Brian, Keith, Chloé, Łukasz, Zofia`),
    lastNames:
      list(`Smith, Jones, Taylor, Brown, Williams, Wilson, Johnson, Davies, Patel, Wright, Walker, White, Edwards,
      Green, Hall, Wood, Clarke, Hughes, Evans, Roberts, Khan, Singh, Begum, Campbell, Stewart, Macdonald, Murray, O’Brien,
      Kelly, Byrne, Griffiths, Morgan, Llewellyn, Okafor, Mensah, Nowak, Kowalska, Barker, Fletcher, Chapman, Holmes, Palmer`),
    cities:
      list(`London, Manchester, Birmingham, Leeds, Glasgow, Edinburgh, Cardiff, Belfast, Bristol, Newcastle upon Tyne,
      Sheffield, Nottingham, Brighton, Aberdeen, Swansea, Norwich`),
  },
  {
    country: 'FR',
    language: 'fr',
    people: 190,
    firstNames:
      list(`Emma, Louise, Jade, Alice, Chloé, Léa, Manon, Inès, Zoé, Anaïs, Camille, Élodie, Hélène, Françoise,
      Monique, Nathalie, Sylvie, Aïcha, Fatou, Maëlys, Gabriel, Léo, Raphaël, Louis, Arthur, Jules, Adam, Hugo, Lucas, Noël,
      Benoît, François, Jérôme, Stéphane, Thierry, Michel, Philippe, Mamadou, Karim, Loïc, Gaël, Théo, Minh`),
    lastNames:
      list(`Martin, Bernard, Dubois, Thomas, Robert, Petit, Durand, Leroy, Moreau, Lefèvre, Girard, Bonnet, François,
      Mercier, Dupont, Lambert, Fontaine, Rousseau, Vincent, Müller, Faure, André, Gauthier, Perrin, Morin, Nguyễn, Benali,
      Diallo, Traoré, Lemaître, Noël, Desprès, Garçon, Chevalier, Barbier, Roussel, Le Gall, Guéguen, Haddad, Da Silva`),
    cities:
      list(`Paris, Lyon, Marseille, Toulouse, Nantes, Strasbourg, Bordeaux, Lille, Rennes, Saint-Étienne, Nîmes, Brest,
      Besançon, Angers, Orléans, Metz`),
  },
  {
    country: 'SE',
    language: 'sv',
    people: 86,
    firstNames:
      list(`Alice, Maja, Elsa, Astrid, Wilma, Ebba, Saga, Freja, Åsa, Märta, Kerstin, Birgitta, Linnéa, Signe, Amira,
      William, Liam, Noah, Hugo, Lucas, Elias, Oscar, Björn, Göran, Håkan, Sören, Åke, Lars, Mikael, Omar, Nils, Östen`),
    lastNames:
      list(`Andersson, Johansson, Karlsson, Nilsson, Eriksson, Larsson, Olsson, Persson, Svensson, Gustafsson,
      Lindström, Lindqvist, Sjöberg, Åkesson, Öberg, Björk, Forsberg, Nyström, Hedlund, Sandström, Al-Hassan, Yılmaz`),
    cities: list(`Stockholm, Göteborg, Malmö, Uppsala, Västerås, Örebro, Linköping, Umeå, Luleå, Jönköping`),
  },
  {
    country: 'DE',
    language: 'de',
    people: 112,
    firstNames:
      list(`Mia, Emilia, Hannah, Lina, Lea, Clara, Jule, Käthe, Jördis, Ursula, Petra, Sabine, Ayşe, Elif, Noah,
      Leon, Paul, Finn, Jonas, Felix, Jürgen, Günter, Jörg, Björn, Klaus, Wolfgang, Uwe, Mehmet, Emre, Tomasz, Anton, Matthias`),
    lastNames:
      list(`Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Schäfer, Koch,
      Bauer, Richter, Klein, Wolf, Schröder, Neumann, Schwarz, Krüger, Groß, Weiß, Yıldız, Şahin, Öztürk, Kowalski, Lange`),
    cities: list(
      `Berlin, Hamburg, München, Köln, Frankfurt am Main, Düsseldorf, Leipzig, Nürnberg, Münster, Görlitz`,
    ),
  },
]

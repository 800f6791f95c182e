const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Tables, and words before `name`, that stand for people. Singular, in the form of `fold`. */
export const PERSON_WORDS = words(
  'person people customer client user patient employee staff member contact student pupil teacher instructor author doctor physician nurse clinician practitioner provider passenger guest driver tenant subscriber player citizen voter applicant candidate beneficiary lead donor volunteer actor owner resident borrower guardian parent child spouse dependent dependant payee payer recipient sender visitor attendee participant policyholder policyholders claimant insured insuree profile crew pilot caller buyer seller shopper consumer prospect worker personnel human man woman individual party holder cardholder accountholder signer witness defendant plaintiff inmate offender suspect victim officer judge lawyer attorney agent broker manager supervisor salesperson salesrep rep representative technician engineer courier rider consignee consignor shipper shipto billto relative kin kinship mother father husband wife sibling son daughter partner referrer referral follower friend signup registrant enrollee taxpayer householder landlord lodger learner alumni alumnus professor lecturer faculty trainer trainee intern freelancer contractor gamer avatar reader reviewer commenter respondent subject2 survivor creator performer composer emergency beneficiario ' +
    'kunde kunden kundin mitarbeiter mitarbeiterin patientin benutzer nutzer personen schuler schueler lehrer versicherter versicherte versicherten mieter vermieter mitglied mitglieder teilnehmer empfanger absender fahrer gast gaste burger buerger bewerber arzt arzte aerzte inhaber ansprechpartner angestellte studierende studenten kontakt kontakte ' +
    'personne utilisateur employe salarie eleve etudiant adherent membre assure locataire beneficiaire destinataire expediteur medecin abonne usager candidat conducteur passager titulaire ' +
    'cliente clientes usuario usuarios empleado empleados trabajador paciente pacientes persona personas alumno alumnos estudiante miembro socio medico huesped pasajero conductor titular asegurado contacto ' +
    'utente utenti dipendente dipendenti paziente pazienti persone studente studenti socio soci medico ospite passeggero assicurato contatto anagrafica ' +
    'usuarios funcionario funcionarios pessoa pessoas aluno alunos segurado hospede motorista contato colaborador ' +
    'klant klanten medewerker medewerkers gebruiker gebruikers persoon personen leerling patienten verzekerde huurder lid leden werknemer ' +
    'klient klienci klienta pracownik pracownicy uzytkownik uzytkownicy pacjent pacjenci osoba osoby uczen student ubezpieczony najemca czlonek ' +
    'kund kunder anvandare anstalld anstallda medlem medlemmar elev patienter ansatt bruker ' +
    'musteri musteriler calisan calisanlar personel hasta hastalar kullanici kullanicilar ogrenci kisi kisiler uye ' +
    'kokyaku shain kanja gakusei riyosha kaiin zamestnanec zakaznik uzivatel asiakas tyontekija potilas henkilo',
);

/** Tables, and words before `name`, that stand for things, places, institutions and systems. */
export const THING_WORDS = words(
  'product item sku article category subcategory genre brand model film movie track album playlist song book title show episode series game level map asset inventory stock warehouse store shop branch department division team group role permission privilege status state type kind country city region province district language currency unit color colour size tag label feature plan tier package subscription2 campaign promotion coupon template form field column table schema database file folder directory path document2 image2 page menu route endpoint service server host hostname node cluster queue topic job2 task event log audit metric sensor machine device2 equipment vehicle2 part component material supplier2 vendor2 manufacturer maker airline airport flight train station ship port vessel hotel restaurant venue theater theatre school university college hospital clinic ward room bed building facility court bank insurer company organization organisation business corporation agency ministry office project program course subject class section module lesson exam test question option setting config configuration parameter variable key locale timezone calendar holiday season sport league club tournament match recipe ingredient dish drug medicine medication procedure diagnosis disease symptom code lookup reference dimension dim domain app application api version release branch2 repository commit build pipeline environment zone network interface bucket container function method plugin extension theme icon font currency2 tax discount rate price payment2 method2 carrier shipping2 media chart report dashboard workflow step process rule policy2 contract2 budget account2 bin lot batch shelf aisle dept cache backup snapshot partition volume instance alert incident plant species animal stage phase skill faculty2 ' +
    'produkt produkte artikel kategorie kategorien abteilung abteilungen filiale firma lieferant hersteller stadt land sprache datei rolle produit produits categorie magasin fournisseur service2 societe langue ville pays producto productos categoria categorias tienda proveedor departamento fabricante idioma ciudad pais prodotto prodotti negozio fornitore reparto citta produto produtos loja fornecedor departamento product producten categorieen winkel leverancier afdeling produkty kategoria sklep dostawca dzial miasto kraj varor kategori butik leverantor avdelning urun urunler kategoriler magaza tedarikci departman shohin',
);

/** Tables whose rows are addresses or orders of people: what stands there of an address is somebody's. */
export const ADDRESS_WORDS = words(
  'address addresses addr order shipment delivery shipping billing invoice booking reservation appointment visit encounter admission claim policy account payment card transaction transfer ticket case call message complaint application registration enrollment subscription login session signup donation loan mortgage prescription stay trip ride parcel consignment household residence location adresse adressen adresses direccion direcciones indirizzo endereco adres adresy auftrag bestellung rechnung commande pedido ordine sipariş siparis termin buchung rendezvous cita',
);

/** The words of a table or column name with plural endings taken off. */
export function namesAny(tokens: readonly string[], known: ReadonlySet<string>): boolean {
  return tokens.some((token) => singulars(token).some((word) => known.has(word)));
}

function singulars(token: string): readonly string[] {
  const forms = [token];
  if (token.endsWith('ies')) forms.push(`${token.slice(0, -3)}y`);
  for (const ending of ['es', 's', 'en', 'n', 'er']) {
    if (token.endsWith(ending) && token.length > ending.length + 2)
      forms.push(token.slice(0, -ending.length));
  }
  return forms;
}

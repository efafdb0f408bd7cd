<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>ActDelegate</name>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n jour de retard</numerusform>
            <numerusform>%n jours de retard</numerusform>
        </translation>
    </message>
    <message>
        <source>due today</source>
        <translation>échéance aujourd&apos;hui</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n jour restant</numerusform>
            <numerusform>%n jours restants</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 signed</source>
        <translation>%1 signés</translation>
    </message>
    <message>
        <source>%1 seen</source>
        <translation>%1 vus</translation>
    </message>
</context>
<context>
    <name>ActPage</name>
    <message>
        <source>Sign the ticked acts (%1)</source>
        <translation>Signer les actes cochés (%1)</translation>
    </message>
    <message numerus="yes">
        <source>Sign all that is ready (%n)</source>
        <translation>
            <numerusform>Signer tout ce qui est prêt (%n)</numerusform>
            <numerusform>Signer tout ce qui est prêt (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>What you should know about this piece</source>
        <translation>Ce qu&apos;il faut savoir de cette pièce</translation>
    </message>
    <message>
        <source>Page %1: %2</source>
        <translation>Page %1 : %2</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Fichier : %1</translation>
    </message>
    <message>
        <source>Size: %1 bytes</source>
        <translation>Taille : %1 octets</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256 : %1</translation>
    </message>
    <message>
        <source>Look at it with a program made for its format, and compare the SHA-256.</source>
        <translation>Consultez-le avec un programme fait pour son format, et comparez l&apos;empreinte SHA-256.</translation>
    </message>
    <message>
        <source>This document cannot be shown here</source>
        <translation>Ce document ne peut pas être montré ici</translation>
    </message>
    <message>
        <source>Return to the services…</source>
        <translation>Retourner aux services…</translation>
    </message>
    <message>
        <source>Sign this act</source>
        <translation>Signer cet acte</translation>
    </message>
</context>
<context>
    <name>ActsPanel</name>
    <message>
        <source>Acts awaiting signature</source>
        <translation>Actes à signer</translation>
    </message>
    <message>
        <source>Take this act earlier (Alt+Up)</source>
        <translation>Avancer cet acte dans la liste (Alt+Haut)</translation>
    </message>
    <message>
        <source>Take this act later (Alt+Down)</source>
        <translation>Reculer cet acte dans la liste (Alt+Bas)</translation>
    </message>
    <message>
        <source>Search: reference, name, parcel…</source>
        <translation>Rechercher : référence, nom, parcelle…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>No act is like this. Change the search or the filters.</source>
        <translation>Aucun acte ne correspond. Modifiez la recherche ou les filtres.</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>of {count}</source>
        <translation>sur {count}</translation>
    </message>
    <message>
        <source>Size {percent} %, press for 100 %</source>
        <translation>Taille {percent} %, appuyer pour 100 %</translation>
    </message>
    <message>
        <source>Previous page (Page Up)</source>
        <translation>Page précédente (Page préc.)</translation>
    </message>
    <message>
        <source>Next page (Page Down)</source>
        <translation>Page suivante (Page suiv.)</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>Réduire (−)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>Agrandir (+)</translation>
    </message>
    <message>
        <source>Fit the width (2)</source>
        <translation>Pleine largeur (2)</translation>
    </message>
    <message>
        <source>Turn the view clockwise (R)</source>
        <translation>Tourner la vue vers la droite (R)</translation>
    </message>
    <message>
        <source>Fit the page (0)</source>
        <translation>Page entière (0)</translation>
    </message>
    <message>
        <source>Mark a place with the mouse (M: what is seen)</source>
        <translation>Marquer un endroit à la souris (M : ce qui est visible)</translation>
    </message>
    <message>
        <source>All pages, small (T)</source>
        <translation>Toutes les pages, en petit (T)</translation>
    </message>
    <message>
        <source>Search in the text (Ctrl+Shift+F)</source>
        <translation>Chercher dans le texte (Ctrl+Maj+F)</translation>
    </message>
    <message>
        <source>What changed since the last pass (C)</source>
        <translation>Ce qui a changé depuis le dernier passage (C)</translation>
    </message>
    <message>
        <source>Another document beside this one (B)</source>
        <translation>Un autre document à côté de celui-ci (B)</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>Autres outils</translation>
    </message>
    <message>
        <source>Size on paper, 100 % (1)</source>
        <translation>Taille réelle, 100 % (1)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Page</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message numerus="yes">
        <source>About %n second(s) left</source>
        <translation>
            <numerusform>Environ %n seconde restante</numerusform>
            <numerusform>Environ %n secondes restantes</numerusform>
        </translation>
    </message>
    <message>
        <source>signing…</source>
        <translation>signature en cours…</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>signé</translation>
    </message>
    <message>
        <source>signed and checked</source>
        <translation>signé et vérifié</translation>
    </message>
    <message>
        <source>being sent…</source>
        <translation>envoi en cours…</translation>
    </message>
    <message>
        <source>received by the platform</source>
        <translation>reçu par la plateforme</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refusé</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>retiré</translation>
    </message>
    <message>
        <source>Stopping after the document in hand…</source>
        <translation>Arrêt après le document en cours…</translation>
    </message>
    <message>
        <source>the proofs that make it last follow by themselves</source>
        <translation>les preuves de longue durée suivront d&apos;elles-mêmes</translation>
    </message>
    <message>
        <source>signed and received by the platform</source>
        <translation>signé et reçu par la plateforme</translation>
    </message>
    <message>
        <source>signed, kept here, to be sent</source>
        <translation>signé, conservé ici, à envoyer</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>non signé</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) signed and held back here, until you let them go.</source>
        <translation>
            <numerusform>%n document signé et retenu ici, jusqu&apos;à ce que vous le laissiez partir.</numerusform>
            <numerusform>%n documents signés et retenus ici, jusqu&apos;à ce que vous les laissiez partir.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) signed and kept here: they will be sent as soon as the platform answers.</source>
        <translation>
            <numerusform>%n document signé et conservé ici : il sera envoyé dès que la plateforme répondra.</numerusform>
            <numerusform>%n documents signés et conservés ici : ils seront envoyés dès que la plateforme répondra.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) not signed.</source>
        <translation>
            <numerusform>%n document non signé.</numerusform>
            <numerusform>%n documents non signés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) signed and received by the platform.</source>
        <translation>
            <numerusform>%n document signé et reçu par la plateforme.</numerusform>
            <numerusform>%n documents signés et reçus par la plateforme.</numerusform>
        </translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Documents of the batch</source>
        <translation>Documents du lot</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Back to the acts</source>
        <translation>Revenir aux actes</translation>
    </message>
    <message>
        <source>Verify these signatures</source>
        <translation>Vérifier ces signatures</translation>
    </message>
    <message>
        <source>Signing in progress</source>
        <translation>Signature en cours</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Do not send yet</source>
        <translation>Ne pas envoyer encore</translation>
    </message>
    <message>
        <source>Keep what is signed here until you let it go</source>
        <translation>Garder ici ce qui est signé jusqu&apos;à ce que vous le laissiez partir</translation>
    </message>
    <message>
        <source>Paused after the document in hand. The key closes by itself if this lasts.</source>
        <translation>Suspendu après le document en cours. La clé se ferme d&apos;elle-même si cela dure.</translation>
    </message>
    <message>
        <source>What is signed will be kept here until you let it go.</source>
        <translation>Ce qui est signé restera ici jusqu&apos;à ce que vous le laissiez partir.</translation>
    </message>
    <message>
        <source>Leave the key inserted until the end.</source>
        <translation>Laissez la clé branchée jusqu&apos;à la fin.</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>Move together</source>
        <translation>Bouger ensemble</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Show one document only</source>
        <translation>Ne montrer qu’un document</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>Ouverture du document…</translation>
    </message>
    <message>
        <source>This part could not be drawn at this size.</source>
        <translation>Cette partie n’a pas pu être affichée à cette taille.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>{title}, page {page} of {count}</source>
        <translation>{title}, page {page} sur {count}</translation>
    </message>
</context>
<context>
    <name>BoardModel</name>
    <message>
        <source>not known</source>
        <translation>non connu</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>State of the key</source>
        <translation>État de la clé</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Depuis</translation>
    </message>
    <message>
        <source>Acts waiting</source>
        <translation>Actes en attente</translation>
    </message>
    <message>
        <source>Days lost</source>
        <translation>Jours perdus</translation>
    </message>
    <message>
        <source>Somebody signs meanwhile</source>
        <translation>Signature assurée entre-temps</translation>
    </message>
</context>
<context>
    <name>BoardPage</name>
    <message>
        <source>communes</source>
        <translation>communes</translation>
    </message>
    <message>
        <source>with a ready key</source>
        <translation>avec une clé prête</translation>
    </message>
    <message>
        <source>acts waiting</source>
        <translation>actes en attente</translation>
    </message>
    <message>
        <source>days lost</source>
        <translation>jours perdus</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Spreadsheet (*.csv)</source>
        <translation>Tableur (*.csv)</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exporté</translation>
    </message>
    <message>
        <source>The presidents&apos; keys</source>
        <translation>Les clés des présidents</translation>
    </message>
    <message>
        <source>As declared on %1. Names places, never a person.</source>
        <translation>Selon les déclarations au %1. Nomme des lieux, jamais une personne.</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>Interrogation de la plateforme…</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Communes by the state of their key</source>
        <translation>Communes selon l&apos;état de leur clé</translation>
    </message>
    <message>
        <source>All provinces</source>
        <translation>Toutes les provinces</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Tous les états</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>State of the key</source>
        <translation>État de la clé</translation>
    </message>
</context>
<context>
    <name>BookPage</name>
    <message>
        <source>No act awaits your signature.</source>
        <translation>Aucun acte n&apos;attend votre signature.</translation>
    </message>
    <message>
        <source>Reading the acts…</source>
        <translation>Lecture des actes…</translation>
    </message>
</context>
<context>
    <name>ChangesPanel</name>
    <message>
        <source>Page {number} of the earlier version was removed</source>
        <translation>La page {number} de la version antérieure a été retirée</translation>
    </message>
    <message>
        <source>Page {number} was added</source>
        <translation>La page {number} a été ajoutée</translation>
    </message>
    <message>
        <source>Added on page {number}</source>
        <translation>Ajouté à la page {number}</translation>
    </message>
    <message>
        <source>Removed from page {number}</source>
        <translation>Retiré de la page {number}</translation>
    </message>
    <message>
        <source>Changed on page {number}</source>
        <translation>Modifié à la page {number}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>The earlier version is being fetched…</source>
        <translation>La version antérieure est en cours de téléchargement…</translation>
    </message>
    <message>
        <source>Comparing… {done} of {pages}</source>
        <translation>Comparaison… {done} sur {pages}</translation>
    </message>
    <message>
        <source>The comparison was stopped.</source>
        <translation>La comparaison a été arrêtée.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) differ</source>
        <translation>
            <numerusform>%n endroit diffère</numerusform>
            <numerusform>%n endroits diffèrent</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing that can be seen has changed.</source>
        <translation>Rien de visible n’a changé.</translation>
    </message>
    <message>
        <source>Changes since the last pass</source>
        <translation>Changements depuis le dernier passage</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>How much of the earlier version shows through</source>
        <translation>Part visible de la version antérieure</translation>
    </message>
    <message>
        <source>Flip between both (X)</source>
        <translation>Alterner entre les deux (X)</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Show all again</source>
        <translation>Tout afficher de nouveau</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) ticked</source>
        <translation>
            <numerusform>%n acte coché</numerusform>
            <numerusform>%n actes cochés</numerusform>
        </translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>Tout décocher</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Report written</source>
        <translation>Rapport écrit</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Page (*.html)</translation>
    </message>
    <message>
        <source>Examination of this PC</source>
        <translation>Examen de cet ordinateur</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Examine again</source>
        <translation>Examiner de nouveau</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>Enregistrer le rapport…</translation>
    </message>
    <message>
        <source>Simple repairs</source>
        <translation>Réparations simples</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <source>What was examined</source>
        <translation>Ce qui a été examiné</translation>
    </message>
    <message>
        <source>Progress of the examination</source>
        <translation>Avancement de l&apos;examen</translation>
    </message>
    <message>
        <source>Examining… it takes a few seconds.</source>
        <translation>Examen en cours… quelques secondes.</translation>
    </message>
    <message>
        <source>Not examined yet.</source>
        <translation>Pas encore examiné.</translation>
    </message>
    <message>
        <source>Code to read over the phone:</source>
        <translation>Code à lire au téléphone :</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Applicant</source>
        <translation>Pétitionnaire</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Architect</source>
        <translation>Architecte</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Parcel, land title</source>
        <translation>Parcelle, titre foncier</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Échéance</translation>
    </message>
    <message>
        <source>Opinions</source>
        <translation>Avis</translation>
    </message>
    <message>
        <source>Everything about this act (Ctrl+I)</source>
        <translation>Tout savoir sur cet acte (Ctrl+I)</translation>
    </message>
    <message>
        <source>Notes about this act (Ctrl+N)</source>
        <translation>Notes sur cet acte (Ctrl+N)</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the acts (Esc)</source>
        <translation>Retour aux actes (Échap)</translation>
    </message>
    <message>
        <source>You sign as</source>
        <translation>Vous signez en qualité de</translation>
    </message>
    <message>
        <source>favourable</source>
        <translation>favorable</translation>
    </message>
    <message>
        <source>favourable with reservations</source>
        <translation>favorable avec réserves</translation>
    </message>
    <message>
        <source>adverse</source>
        <translation>défavorable</translation>
    </message>
    <message>
        <source>adjourned</source>
        <translation>ajourné</translation>
    </message>
    <message>
        <source>binding</source>
        <translation>avis conforme</translation>
    </message>
</context>
<context>
    <name>FactsDialog</name>
    <message>
        <source>Everything about this act</source>
        <translation>Tout savoir sur cet acte</translation>
    </message>
    <message>
        <source>Opinions of the commission</source>
        <translation>Avis de la commission</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>binding opinion</source>
        <translation>avis conforme</translation>
    </message>
    <message>
        <source>advisory opinion</source>
        <translation>avis consultatif</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Family of acts</source>
        <translation>Famille d&apos;actes</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Arrondissement</translation>
    </message>
    <message>
        <source>Show only one family, commune or district</source>
        <translation>N&apos;afficher qu&apos;une famille, une commune ou un arrondissement</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrer</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Page {number}</source>
        <translation>Page {number}</translation>
    </message>
    <message>
        <source>The search could not be finished.</source>
        <translation>La recherche n’a pas pu aboutir.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>This document has no text: it is a picture.</source>
        <translation>Ce document n’a pas de texte : c’est une image.</translation>
    </message>
    <message>
        <source>Words of the document</source>
        <translation>Mots du document</translation>
    </message>
    <message>
        <source>Clear the words</source>
        <translation>Effacer les mots</translation>
    </message>
    <message>
        <source>Where the words were found</source>
        <translation>Où les mots ont été trouvés</translation>
    </message>
    <message>
        <source>The place before (Shift+F3)</source>
        <translation>L’endroit précédent (Maj+F3)</translation>
    </message>
    <message>
        <source>The next place (F3)</source>
        <translation>L’endroit suivant (F3)</translation>
    </message>
</context>
<context>
    <name>FirstUsePage</name>
    <message>
        <source>First use of your key</source>
        <translation>Première utilisation de votre clé</translation>
    </message>
    <message>
        <source>A few minutes, in one sitting. You may leave and go on later where you were.</source>
        <translation>Quelques minutes, en une fois. Vous pouvez quitter et reprendre plus tard où vous en étiez.</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>Reprendre plus tard</translation>
    </message>
    <message>
        <source>Work under way</source>
        <translation>Opération en cours</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Rokhas Desktop</source>
        <translation>Rokhas Desktop</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>Non connecté</translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n à envoyer</numerusform>
            <numerusform>%n à envoyer</numerusform>
        </translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Votre clé</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Verify the signatures of files</source>
        <translation>Vérifier les signatures de fichiers</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>Synchroniser</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <source>Prepare for a meeting without a line</source>
        <translation>Préparer une réunion sans réseau</translation>
    </message>
    <message>
        <source>Erase my data from this PC…</source>
        <translation>Effacer mes données de ce poste…</translation>
    </message>
    <message>
        <source>Keyboard (F1)</source>
        <translation>Clavier (F1)</translation>
    </message>
    <message>
        <source>Signed acts</source>
        <translation>Actes signés</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Synchronising…</source>
        <translation>Synchronisation…</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>encore %1 environ</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The acts</source>
        <translation>Les actes</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Tick the act, or take its tick off</source>
        <translation>Cocher ou décocher l&apos;acte</translation>
    </message>
    <message>
        <source>Take the act earlier</source>
        <translation>Avancer l&apos;acte</translation>
    </message>
    <message>
        <source>Take the act later</source>
        <translation>Reculer l&apos;acte</translation>
    </message>
    <message>
        <source>Synchronise with the platform</source>
        <translation>Synchroniser avec la plateforme</translation>
    </message>
    <message>
        <source>The act that is shown</source>
        <translation>L&apos;acte affiché</translation>
    </message>
    <message>
        <source>Everything about this act</source>
        <translation>Tout savoir sur cet acte</translation>
    </message>
    <message>
        <source>Notes about this act</source>
        <translation>Notes sur cet acte</translation>
    </message>
    <message>
        <source>Next piece</source>
        <translation>Pièce suivante</translation>
    </message>
    <message>
        <source>Previous piece</source>
        <translation>Pièce précédente</translation>
    </message>
    <message>
        <source>Sign this act</source>
        <translation>Signer cet acte</translation>
    </message>
    <message>
        <source>Sign the ticked acts, or all that are ready</source>
        <translation>Signer les actes cochés, ou tous ceux qui sont prêts</translation>
    </message>
    <message>
        <source>Return this act for correction</source>
        <translation>Retourner cet acte pour correction</translation>
    </message>
    <message>
        <source>The page that is shown</source>
        <translation>La page affichée</translation>
    </message>
    <message>
        <source>Further down, then the next page</source>
        <translation>Descendre, puis page suivante</translation>
    </message>
    <message>
        <source>Further up, then the previous page</source>
        <translation>Monter, puis page précédente</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Agrandir</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>Page entière</translation>
    </message>
    <message>
        <source>Size on paper, 100 %</source>
        <translation>Taille réelle, 100 %</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>Pleine largeur</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>Tourner la vue</translation>
    </message>
    <message>
        <source>Mark what is seen, to return the act with it</source>
        <translation>Marquer ce qui est visible, pour retourner l&apos;acte avec</translation>
    </message>
    <message>
        <source>All pages, small</source>
        <translation>Toutes les pages, en petit</translation>
    </message>
    <message>
        <source>Search in the text</source>
        <translation>Chercher dans le texte</translation>
    </message>
    <message>
        <source>The next place that was found or has changed</source>
        <translation>L’endroit suivant, trouvé ou modifié</translation>
    </message>
    <message>
        <source>The place before</source>
        <translation>L’endroit précédent</translation>
    </message>
    <message>
        <source>What changed since the last pass</source>
        <translation>Ce qui a changé depuis le dernier passage</translation>
    </message>
    <message>
        <source>Flip between this version and the earlier one</source>
        <translation>Alterner entre cette version et la précédente</translation>
    </message>
    <message>
        <source>Another document beside this one</source>
        <translation>Un autre document à côté de celui-ci</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Partout</translation>
    </message>
    <message>
        <source>Next area of the window</source>
        <translation>Zone suivante de la fenêtre</translation>
    </message>
    <message>
        <source>Next control</source>
        <translation>Élément suivant</translation>
    </message>
    <message>
        <source>Close a dialog</source>
        <translation>Fermer une boîte de dialogue</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Cette liste</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message numerus="yes">
        <source>%n piece(s) still to be seen before signing.</source>
        <translation>
            <numerusform>%n pièce reste à consulter avant de signer.</numerusform>
            <numerusform>%n pièces restent à consulter avant de signer.</numerusform>
        </translation>
    </message>
    <message>
        <source>This account prepares acts; it does not sign.</source>
        <translation>Ce compte prépare les actes ; il ne signe pas.</translation>
    </message>
    <message>
        <source>Insert the signing key.</source>
        <translation>Branchez la clé de signature.</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>none</source>
        <translation>sans</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>dépassé</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>respecté</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Acte</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Demandeur</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>Signé le</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Attente</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Délai</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Pièces</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Saved.</source>
        <translation>Enregistré.</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>Exporté.</translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) are no PDF and were left out.</source>
        <translation>
            <numerusform>%n pièce n&apos;est pas un PDF et n&apos;a pas été imprimée.</numerusform>
            <numerusform>%n pièces ne sont pas des PDF et n&apos;ont pas été imprimées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) went to the printer.</source>
        <translation>
            <numerusform>%n page envoyée à l&apos;imprimante.</numerusform>
            <numerusform>%n pages envoyées à l&apos;imprimante.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>Exporter la liste</translation>
    </message>
    <message>
        <source>Spreadsheet (*.csv)</source>
        <translation>Tableur (*.csv)</translation>
    </message>
    <message>
        <source>Where to save the signed documents</source>
        <translation>Où enregistrer les documents signés</translation>
    </message>
    <message>
        <source>Signed acts</source>
        <translation>Actes signés</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Search: reference, name, parcel…</source>
        <translation>Rechercher : référence, nom, parcelle…</translation>
    </message>
    <message>
        <source>Search the signed acts</source>
        <translation>Rechercher dans les actes signés</translation>
    </message>
    <message>
        <source>Export the list…</source>
        <translation>Exporter la liste…</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message numerus="yes">
        <source>The last %n day(s)</source>
        <translation>
            <numerusform>Le dernier jour</numerusform>
            <numerusform>Les %n derniers jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Since ever</source>
        <translation>Depuis toujours</translation>
    </message>
    <message>
        <source>Save the signed documents…</source>
        <translation>Enregistrer les documents signés…</translation>
    </message>
    <message>
        <source>Cancel the printing</source>
        <translation>Arrêter l&apos;impression</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimer…</translation>
    </message>
    <message>
        <source>No signed act is like this.</source>
        <translation>Aucun acte signé ne correspond.</translation>
    </message>
    <message>
        <source>Nothing was signed here yet.</source>
        <translation>Rien n&apos;a encore été signé ici.</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n acte</numerusform>
            <numerusform>%n actes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n after its deadline</source>
        <translation>
            <numerusform>%n hors délai</numerusform>
            <numerusform>%n hors délai</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyCard</name>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Why not?</source>
        <translation>Pourquoi ?</translation>
    </message>
    <message>
        <source>Insert the signing key into a USB port.</source>
        <translation>Branchez la clé de signature sur un port USB.</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Valable jusqu&apos;au %1</translation>
    </message>
    <message>
        <source>CIN</source>
        <translation>CIN</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>Clé de signature</translation>
    </message>
    <message>
        <source>No key inserted</source>
        <translation>Aucune clé branchée</translation>
    </message>
    <message>
        <source>Looking for the key…</source>
        <translation>Recherche de la clé…</translation>
    </message>
    <message>
        <source>Key ready</source>
        <translation>Clé prête</translation>
    </message>
    <message>
        <source>status being checked</source>
        <translation>statut en cours de vérification</translation>
    </message>
    <message>
        <source>status verified</source>
        <translation>statut vérifié</translation>
    </message>
    <message>
        <source>status not verified</source>
        <translation>statut non vérifié</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>Signing key</source>
        <translation>Clé de signature</translation>
    </message>
    <message>
        <source>Certificates found</source>
        <translation>Certificats trouvés</translation>
    </message>
    <message>
        <source>What to do with this key</source>
        <translation>Que faire de cette clé</translation>
    </message>
    <message>
        <source>Examine this PC</source>
        <translation>Examiner cet ordinateur</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>CIN</source>
        <translation>CIN</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>non trouvée</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Délivré par</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Validité</translation>
    </message>
    <message>
        <source>Revocation</source>
        <translation>Révocation</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Code (PIN)…</source>
        <translation>Code (PIN)…</translation>
    </message>
    <message>
        <source>This key can sign.</source>
        <translation>Cette clé peut signer.</translation>
    </message>
    <message>
        <source>status verified: not revoked</source>
        <translation>statut vérifié : non révoqué</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>révoqué</translation>
    </message>
    <message>
        <source>status not verified</source>
        <translation>statut non vérifié</translation>
    </message>
</context>
<context>
    <name>KeyPlaceDialog</name>
    <message>
        <source>Where should the key to the acts be kept?</source>
        <translation>Où garder la clé des actes ?</translation>
    </message>
    <message>
        <source>I know this, and want the key in a file</source>
        <translation>Je le sais, et je veux la clé dans un fichier</translation>
    </message>
    <message>
        <source>Keep it in a file and log in</source>
        <translation>La garder dans un fichier et se connecter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>Test platform&apos;s certificate</source>
        <translation>Certificat de la plateforme d&apos;essai</translation>
    </message>
    <message>
        <source>Municipal permits</source>
        <translation>Autorisations communales</translation>
    </message>
    <message>
        <source>Your browser has opened: log in there, then come back here.</source>
        <translation>Votre navigateur s&apos;est ouvert : identifiez-vous, puis revenez ici.</translation>
    </message>
    <message>
        <source>Log in to see the acts that await your signature. The log-in happens in your browser.</source>
        <translation>Identifiez-vous pour voir les actes qui attendent votre signature. L&apos;identification se fait dans votre navigateur.</translation>
    </message>
    <message>
        <source>Address of the platform</source>
        <translation>Adresse de la plateforme</translation>
    </message>
    <message>
        <source>Test platform&apos;s certificate…</source>
        <translation>Certificat de la plateforme d&apos;essai…</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>En attente du navigateur…</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Something does not work? Examine this PC</source>
        <translation>Un souci ? Examiner cet ordinateur</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Rokhas Desktop</source>
        <translation>Rokhas Desktop</translation>
    </message>
    <message>
        <source>TEST — nothing signed here has any value</source>
        <translation>ESSAI — rien de ce qui est signé ici n&apos;a de valeur</translation>
    </message>
    <message>
        <source>Signing in progress</source>
        <translation>Signature en cours</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) you signed were not received by the platform yet.</source>
        <translation>
            <numerusform>%n document signé n&apos;a pas encore été reçu par la plateforme.</numerusform>
            <numerusform>%n documents signés n&apos;ont pas encore été reçus par la plateforme.</numerusform>
        </translation>
    </message>
    <message>
        <source>They stay on this PC and leave when the program is open again. Close now?</source>
        <translation>Ils restent sur ce poste et partiront quand le programme sera rouvert. Fermer maintenant ?</translation>
    </message>
    <message>
        <source>Signed, not received yet</source>
        <translation>Signé, pas encore reçu</translation>
    </message>
    <message>
        <source>Stop after the document in hand and close? What is signed is kept and will be sent.</source>
        <translation>Arrêter après le document en cours et fermer ? Ce qui est signé est conservé et sera envoyé.</translation>
    </message>
</context>
<context>
    <name>MarkChips</name>
    <message>
        <source>Mark %1: piece %2, page %3</source>
        <translation>Repère %1 : pièce %2, page %3</translation>
    </message>
    <message>
        <source>You can mark places on the pages first (M), to show what is meant.</source>
        <translation>Vous pouvez d&apos;abord marquer des endroits sur les pages (M), pour montrer de quoi il s&apos;agit.</translation>
    </message>
    <message>
        <source>take this mark off</source>
        <translation>enlever ce repère</translation>
    </message>
</context>
<context>
    <name>MeetingDialog</name>
    <message>
        <source>Ready for a meeting</source>
        <translation>Prêt pour une réunion</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) can be read without a line</source>
        <translation>
            <numerusform>%n acte se lit sans réseau</numerusform>
            <numerusform>%n actes se lisent sans réseau</numerusform>
        </translation>
    </message>
    <message>
        <source>This PC alone may sign them meanwhile; whether it may without a line is the machine&apos;s policy.</source>
        <translation>Ce poste seul peut les signer d&apos;ici là ; s&apos;il le peut sans réseau, la politique du poste le dit.</translation>
    </message>
    <message>
        <source>documents here: %1</source>
        <translation>documents ici : %1</translation>
    </message>
    <message>
        <source>reserved until %1</source>
        <translation>réservé jusqu&apos;au %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>NewPinDialog</name>
    <message>
        <source>Code of the key</source>
        <translation>Code de la clé</translation>
    </message>
    <message>
        <source>Code (PIN) of the key</source>
        <translation>Code (PIN) de la clé</translation>
    </message>
    <message>
        <source>Token: %1</source>
        <translation>Clé USB : %1</translation>
    </message>
    <message>
        <source>I know the present code</source>
        <translation>Je connais le code actuel</translation>
    </message>
    <message>
        <source>I have the unblocking code (PUK)</source>
        <translation>J’ai le code de déblocage (PUK)</translation>
    </message>
    <message>
        <source>I am sure of my code</source>
        <translation>Je suis sûr(e) de mon code</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Nouveau code</translation>
    </message>
    <message>
        <source>New code, again</source>
        <translation>Nouveau code, encore une fois</translation>
    </message>
    <message>
        <source>Open the portal</source>
        <translation>Ouvrir le portail</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Type the code on the reader</source>
        <translation>Saisir le code sur le lecteur</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Changer</translation>
    </message>
    <message>
        <source>The code of this key is managed on the certification authority&apos;s portal.</source>
        <translation>Le code de cette clé se gère sur le portail de l’autorité de certification.</translation>
    </message>
    <message>
        <source>First code, change and unblocking: %1</source>
        <translation>Premier code, changement et déblocage : %1</translation>
    </message>
    <message>
        <source>The code of this key is locked.</source>
        <translation>Le code de cette clé est bloqué.</translation>
    </message>
    <message>
        <source>This key has no code yet.</source>
        <translation>Cette clé n’a pas encore de code.</translation>
    </message>
    <message>
        <source>A wrong code was entered before; few tries are left.</source>
        <translation>Un code erroné a déjà été saisi ; il reste peu d&apos;essais.</translation>
    </message>
    <message>
        <source>This is the last try.</source>
        <translation>C&apos;est le dernier essai.</translation>
    </message>
    <message>
        <source>A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.</source>
        <translation>Un code erroné bloquera la clé. Si vous n&apos;en êtes pas sûr(e), annulez et appelez l&apos;assistance.</translation>
    </message>
    <message>
        <source>Unblocking code (PUK)</source>
        <translation>Code de déblocage (PUK)</translation>
    </message>
    <message>
        <source>Present code</source>
        <translation>Code actuel</translation>
    </message>
    <message>
        <source>The key is working…</source>
        <translation>La clé travaille…</translation>
    </message>
    <message numerus="yes">
        <source>The present code has at least %n character(s).</source>
        <translation>
            <numerusform>Le code actuel compte au moins %n caractère.</numerusform>
            <numerusform>Le code actuel compte au moins %n caractères.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the unblocking code.</source>
        <translation>Tapez le code de déblocage.</translation>
    </message>
    <message numerus="yes">
        <source>The new code needs at least %n character(s).</source>
        <translation>
            <numerusform>Le nouveau code doit compter au moins %n caractère.</numerusform>
            <numerusform>Le nouveau code doit compter au moins %n caractères.</numerusform>
        </translation>
    </message>
    <message>
        <source>The new code is too long for this key.</source>
        <translation>Le nouveau code est trop long pour cette clé.</translation>
    </message>
    <message>
        <source>The new code must differ from the other one.</source>
        <translation>Le nouveau code doit différer de l’autre.</translation>
    </message>
    <message>
        <source>Type the new code a second time.</source>
        <translation>Tapez le nouveau code une seconde fois.</translation>
    </message>
    <message>
        <source>The code was changed. Only the new one counts from now on.</source>
        <translation>Le code a été changé : seul le nouveau compte désormais.</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Notes about %1</source>
        <translation>Notes sur %1</translation>
    </message>
    <message>
        <source>Everybody who sees this act sees them. They are no part of what is signed.</source>
        <translation>Tous ceux qui voient cet acte les voient. Elles ne font pas partie de ce qui est signé.</translation>
    </message>
    <message>
        <source>Your note</source>
        <translation>Votre note</translation>
    </message>
    <message>
        <source>prepares</source>
        <translation>prépare</translation>
    </message>
    <message>
        <source>signs</source>
        <translation>signe</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Save the note</source>
        <translation>Enregistrer la note</translation>
    </message>
</context>
<context>
    <name>NothingReadyDialog</name>
    <message>
        <source>Sign</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>None of these acts can be signed now</source>
        <translation>Aucun de ces actes ne peut être signé maintenant</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>OutboxDialog</name>
    <message>
        <source>Signed, not received yet</source>
        <translation>Signé, pas encore reçu</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Envoyer maintenant</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Everything that was signed has been received.</source>
        <translation>Tout ce qui a été signé a été reçu.</translation>
    </message>
    <message>
        <source>It is kept on this PC and sent as soon as the platform answers.</source>
        <translation>C&apos;est gardé sur ce poste et envoyé dès que la plateforme répond.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>Laisser partir</translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation>Écarter…</translation>
    </message>
    <message>
        <source>Hold back</source>
        <translation>Retenir</translation>
    </message>
    <message>
        <source>held back by you</source>
        <translation>retenu par vous</translation>
    </message>
    <message>
        <source>refused by the platform</source>
        <translation>refusé par la plateforme</translation>
    </message>
    <message>
        <source>return for correction, to be sent</source>
        <translation>retour pour correction, à envoyer</translation>
    </message>
    <message>
        <source>to be sent</source>
        <translation>à envoyer</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Écarter</translation>
    </message>
    <message>
        <source>Throw away what you signed of %1?</source>
        <translation>Écarter ce que vous avez signé de %1 ?</translation>
    </message>
    <message>
        <source>It never leaves this PC; the act awaits your signature again.</source>
        <translation>Cela ne quittera jamais ce poste ; l&apos;acte attendra de nouveau votre signature.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Plug it straight into the computer, without a hub, and wait a few seconds.</source>
        <translation>Branchez-la directement sur l&apos;ordinateur, sans prise multiple, et attendez quelques secondes.</translation>
    </message>
    <message>
        <source>This page goes on by itself as soon as the key is seen.</source>
        <translation>La page avance d&apos;elle-même dès que la clé est reconnue.</translation>
    </message>
    <message>
        <source>Nothing is seen? Try another port; if that does not help, call the help desk.</source>
        <translation>Rien ne se passe ? Essayez une autre prise ; sinon, appelez l&apos;assistance.</translation>
    </message>
    <message>
        <source>Insert your key into a USB port</source>
        <translation>Branchez votre clé sur une prise USB</translation>
    </message>
    <message>
        <source>Leave the key inserted, open the certification authority&apos;s portal and follow its activation.</source>
        <translation>Laissez la clé branchée, ouvrez le portail de l&apos;autorité de certification et suivez l&apos;activation.</translation>
    </message>
    <message>
        <source>Choose a code of at least 6 characters that you alone know; nobody else may use your key.</source>
        <translation>Choisissez un code d&apos;au moins 6 caractères, connu de vous seul ; personne d&apos;autre ne peut utiliser votre clé.</translation>
    </message>
    <message>
        <source>Then come back: this page goes on by itself.</source>
        <translation>Revenez ensuite ici : la page avance d&apos;elle-même.</translation>
    </message>
    <message>
        <source>Choose the code (PIN) of your key</source>
        <translation>Choisissez le code (PIN) de votre clé</translation>
    </message>
    <message>
        <source>Open the portal</source>
        <translation>Ouvrir le portail</translation>
    </message>
    <message>
        <source>Are this name and this number yours?</source>
        <translation>Ce nom et ce numéro sont-ils bien les vôtres ?</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>In the key&apos;s certificate</source>
        <translation>Dans le certificat de la clé</translation>
    </message>
    <message>
        <source>In your account</source>
        <translation>Dans votre compte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>CIN</source>
        <translation>CIN</translation>
    </message>
    <message>
        <source>A letter or a figure is wrong? Do not sign.</source>
        <translation>Une lettre ou un chiffre est faux ? Ne signez pas.</translation>
    </message>
    <message>
        <source>Say so below: the key is then returned within 48 working hours and issued again.</source>
        <translation>Signalez-le ci-dessous : la clé se rend sous 48 heures ouvrables et elle est refaite.</translation>
    </message>
    <message>
        <source>They are mine</source>
        <translation>Ce sont les miens</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>Quelque chose est faux</translation>
    </message>
    <message>
        <source>Do not sign with this key.</source>
        <translation>Ne signez pas avec cette clé.</translation>
    </message>
    <message>
        <source>Return it to the agency that delivered it within 48 working hours: it is issued again.</source>
        <translation>Rendez-la à l&apos;agence qui l&apos;a remise sous 48 heures ouvrables : elle est refaite.</translation>
    </message>
    <message>
        <source>Bring your national ID card and the record of delivery.</source>
        <translation>Prenez votre carte nationale et le procès-verbal de remise.</translation>
    </message>
    <message>
        <source>Check once more</source>
        <translation>Vérifier encore une fois</translation>
    </message>
    <message>
        <source>Before your first signature</source>
        <translation>Avant votre première signature</translation>
    </message>
    <message>
        <source>Your name and your CIN number are in the certificate joined to each signed act, and its recipients can read them.</source>
        <translation>Votre nom et votre numéro de CIN figurent dans le certificat joint à chaque acte signé et sont lisibles par ses destinataires.</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>J&apos;en ai pris connaissance</translation>
    </message>
    <message>
        <source>This sentence, and nothing else, will be signed</source>
        <translation>Cette phrase, et rien d&apos;autre, sera signée</translation>
    </message>
    <message>
        <source>The platform verifies the signature, then registers your key. It has no value as an act.</source>
        <translation>La plateforme vérifie la signature, puis enregistre votre clé. Cet essai est sans valeur d&apos;acte.</translation>
    </message>
    <message>
        <source>Enter my code and sign</source>
        <translation>Saisir mon code et signer</translation>
    </message>
    <message>
        <source>Your key awaits an officer&apos;s confirmation.</source>
        <translation>Votre clé attend la confirmation d&apos;un agent.</translation>
    </message>
    <message>
        <source>Its certificate holds no CIN: an officer of the platform confirms that it is yours.</source>
        <translation>Son certificat ne porte pas de CIN : un agent de la plateforme confirme qu&apos;elle est à vous.</translation>
    </message>
    <message>
        <source>This page goes on once it is confirmed; you may leave it meanwhile.</source>
        <translation>La page avance dès la confirmation ; vous pouvez la quitter en attendant.</translation>
    </message>
    <message>
        <source>Your key is registered and ready.</source>
        <translation>Votre clé est enregistrée et prête.</translation>
    </message>
    <message>
        <source>The platform verified your test signature. You may sign your first act now.</source>
        <translation>La plateforme a vérifié votre essai de signature. Vous pouvez signer votre premier acte.</translation>
    </message>
    <message>
        <source>Go to my first act</source>
        <translation>Aller à mon premier acte</translation>
    </message>
    <message>
        <source>It was delivered to you as yours?</source>
        <translation>Elle vous a été remise comme étant la vôtre ?</translation>
    </message>
    <message>
        <source>Then its data are wrong: do not sign, and return it within 48 working hours.</source>
        <translation>Ses données sont alors fausses : ne signez pas et rendez-la sous 48 heures ouvrables.</translation>
    </message>
    <message>
        <source>Reported to the platform on %1.</source>
        <translation>Signalé à la plateforme le %1.</translation>
    </message>
    <message>
        <source>The platform passes it on; the holder or the certification proxy asks for the revocation.</source>
        <translation>La plateforme transmet ; le titulaire ou le mandataire de certification demande la révocation.</translation>
    </message>
    <message>
        <source>The predecessor&apos;s key was left in the office?</source>
        <translation>La clé de votre prédécesseur est restée au bureau ?</translation>
    </message>
    <message>
        <source>I confirm that the holder no longer has this office</source>
        <translation>Je confirme que son titulaire n&apos;exerce plus cette fonction</translation>
    </message>
    <message>
        <source>You can report that its certificate should be revoked.</source>
        <translation>Vous pouvez signaler que son certificat doit être révoqué.</translation>
    </message>
    <message>
        <source>Report it to the platform</source>
        <translation>Signaler à la plateforme</translation>
    </message>
</context>
<context>
    <name>Pieces</name>
    <message>
        <source>Pieces of the act</source>
        <translation>Pièces de l&apos;acte</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>problème</translation>
    </message>
    <message>
        <source>signed and received</source>
        <translation>signé et reçu</translation>
    </message>
    <message>
        <source>signed, being sent</source>
        <translation>signé, en cours d&apos;envoi</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>vu</translation>
    </message>
    <message>
        <source>not seen yet</source>
        <translation>pas encore vu</translation>
    </message>
    <message>
        <source>not seen (optional)</source>
        <translation>non vu (facultatif)</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>Sign</source>
        <translation>Signer</translation>
    </message>
    <message numerus="yes">
        <source>Sign %n document(s)</source>
        <translation>
            <numerusform>Signer %n document</numerusform>
            <numerusform>Signer %n documents</numerusform>
        </translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>Clé de %1</translation>
    </message>
    <message>
        <source>Token: %1</source>
        <translation>Clé USB : %1</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n acte</numerusform>
            <numerusform>%n actes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By entering my code, I personally sign these %n documents (%1), which I was able to consult.</source>
        <translation>
            <numerusform>En saisissant mon code, je signe personnellement ce document (%1), que j&apos;ai pu consulter.</numerusform>
            <numerusform>En saisissant mon code, je signe personnellement ces %n documents (%1), que j&apos;ai pu consulter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your key asks for its code each time: it is given %n times, for these documents only, then erased.</source>
        <translation>
            <numerusform>Votre clé demande le code à chaque signature ; le programme le lui transmettra %n fois, pour ces documents seulement, puis l&apos;effacera.</numerusform>
            <numerusform>Votre clé demande le code à chaque signature ; le programme le lui transmettra %n fois, pour ces documents seulement, puis l&apos;effacera.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is the last try.</source>
        <translation>C&apos;est le dernier essai.</translation>
    </message>
    <message>
        <source>A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.</source>
        <translation>Un code erroné bloquera la clé. Si vous n&apos;en êtes pas sûr(e), annulez et appelez l&apos;assistance.</translation>
    </message>
    <message>
        <source>A wrong code was entered before; few tries are left.</source>
        <translation>Un code erroné a déjà été saisi ; il reste peu d&apos;essais.</translation>
    </message>
    <message>
        <source>I am sure of my code</source>
        <translation>Je suis sûr(e) de mon code</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) cannot be shown here</source>
        <translation>
            <numerusform>%n document ne peut pas être montré ici</numerusform>
            <numerusform>%n documents ne peuvent pas être montrés ici</numerusform>
        </translation>
    </message>
    <message>
        <source>I sign them without having seen them here; I know what they hold</source>
        <translation>Je les signe sans les avoir vus ici ; leur contenu m&apos;est connu</translation>
    </message>
    <message>
        <source>The name in this certificate is mine, spelled otherwise</source>
        <translation>Le nom de ce certificat est le mien, écrit autrement</translation>
    </message>
    <message>
        <source>Code (PIN)</source>
        <translation>Code (PIN)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Type the code on the reader</source>
        <translation>Saisir le code sur le lecteur</translation>
    </message>
    <message>
        <source>Keyboard: %1</source>
        <translation>Clavier : %1</translation>
    </message>
    <message>
        <source>Keyboard: %1 · Caps Lock is on</source>
        <translation>Clavier : %1 · Verr. Maj. activé</translation>
    </message>
</context>
<context>
    <name>PlotCards</name>
    <message>
        <source>How long acts waited for their signature</source>
        <translation>Attente des actes avant leur signature</translation>
    </message>
    <message>
        <source>Acts that waited, day by day</source>
        <translation>Actes en attente, jour par jour</translation>
    </message>
    <message>
        <source>Half of the acts waited no longer than this</source>
        <translation>La moitié des actes n&apos;a pas attendu plus</translation>
    </message>
    <message>
        <source>The longest</source>
        <translation>La plus longue</translation>
    </message>
    <message>
        <source>What the deadline allows</source>
        <translation>Ce que le délai permet</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Of these, past the deadline</source>
        <translation>Dont délai dépassé</translation>
    </message>
    <message>
        <source>Today: %1, of these %2 past the deadline</source>
        <translation>Aujourd&apos;hui : %1, dont %2 au délai dépassé</translation>
    </message>
</context>
<context>
    <name>PreflightNotes</name>
    <message numerus="yes">
        <source>%n document(s) stay unsigned, because:</source>
        <translation>
            <numerusform>%n document reste sans signature, parce que :</numerusform>
            <numerusform>%n documents restent sans signature, parce que :</numerusform>
        </translation>
    </message>
    <message>
        <source>Left aside, because:</source>
        <translation>Laissés de côté, parce que :</translation>
    </message>
    <message>
        <source>Noticed in these documents, and shown beside their pages:</source>
        <translation>Remarqué dans ces documents, et montré à côté de leurs pages :</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n autre</numerusform>
            <numerusform>%1 et %n autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProxyDialog</name>
    <message>
        <source>Network proxy</source>
        <translation>Proxy du réseau</translation>
    </message>
    <message>
        <source>The proxy %1 asks who you are</source>
        <translation>Le proxy %1 demande qui vous êtes</translation>
    </message>
    <message>
        <source>Your network name and password open the way to the platform. They are not those of the platform.</source>
        <translation>Votre nom et votre mot de passe de réseau ouvrent la voie vers la plateforme. Ce ne sont pas ceux de la plateforme.</translation>
    </message>
    <message>
        <source>The name and the password were not accepted.</source>
        <translation>Le nom et le mot de passe n&apos;ont pas été acceptés.</translation>
    </message>
    <message>
        <source>A network account locks after several tries.</source>
        <translation>Un compte du réseau se bloque après plusieurs essais.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Both are kept in the system&apos;s keyring, never in a file.</source>
        <translation>Les deux sont conservés dans le trousseau du système, jamais dans un fichier.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>PurgeDialog</name>
    <message>
        <source>Erase my data from this PC</source>
        <translation>Effacer mes données de ce poste</translation>
    </message>
    <message>
        <source>I want them erased</source>
        <translation>Je veux les effacer</translation>
    </message>
    <message>
        <source>I want them erased, and what was not sent lost</source>
        <translation>Je veux les effacer, et perdre ce qui n&apos;a pas été envoyé</translation>
    </message>
    <message>
        <source>Erase and log out</source>
        <translation>Effacer et se déconnecter</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Tout garder</translation>
    </message>
    <message>
        <source>For a change of president, or a PC that you leave.</source>
        <translation>Pour un changement de président, ou un poste que vous quittez.</translation>
    </message>
    <message>
        <source>The acts, the documents and the log-in of your account go from this PC.</source>
        <translation>Les actes, les documents et la connexion de votre compte disparaissent de ce poste.</translation>
    </message>
    <message>
        <source>The platform keeps what it received. The journal stays here: it holds no names.</source>
        <translation>La plateforme garde ce qu&apos;elle a reçu. Le journal reste ici : il ne contient pas de noms.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) you signed were not received yet, and would be lost.</source>
        <translation>
            <numerusform>%n document que vous avez signé n&apos;a pas encore été reçu et serait perdu.</numerusform>
            <numerusform>%n documents que vous avez signés n&apos;ont pas encore été reçus et seraient perdus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Synchronise first: then nothing is lost.</source>
        <translation>Synchronisez d&apos;abord : alors rien n&apos;est perdu.</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <source>Return %1 to the services</source>
        <translation>Retourner %1 aux services</translation>
    </message>
    <message>
        <source>To be corrected</source>
        <translation>Pour correction</translation>
    </message>
    <message>
        <source>To have a refusal act prepared</source>
        <translation>Pour préparer un acte de refus</translation>
    </message>
    <message>
        <source>This does not refuse the application.</source>
        <translation>Ceci ne vaut pas refus de la demande.</translation>
    </message>
    <message>
        <source>A refusal is a reasoned decision of its own: the services prepare it and you sign it.</source>
        <translation>Un refus est une décision motivée à part entière : les services la préparent et vous la signez.</translation>
    </message>
    <message>
        <source>This does not notify the applicant.</source>
        <translation>Ceci ne vaut pas notification au pétitionnaire.</translation>
    </message>
    <message>
        <source>The regulation wants a registered letter within two working days; the services send it.</source>
        <translation>Le règlement veut une lettre recommandée sous deux jours ouvrables ; les services l&apos;envoient.</translation>
    </message>
    <message>
        <source>What must be corrected</source>
        <translation>Ce qui doit être corrigé</translation>
    </message>
    <message>
        <source>Grounds for the refusal</source>
        <translation>Motifs du refus</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Return to the services</source>
        <translation>Retour aux services</translation>
    </message>
    <message>
        <source>Return the act</source>
        <translation>Retourner l&apos;acte</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>It counts at once.</source>
        <translation>C&apos;est pris en compte tout de suite.</translation>
    </message>
    <message>
        <source>It counts when the program is started again.</source>
        <translation>Ce sera pris en compte au prochain démarrage du logiciel.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Enregistré.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Adresse du serveur mandataire</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>Langue et apparence</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Votre clé</translation>
    </message>
    <message>
        <source>What stays on this PC</source>
        <translation>Ce qui reste sur ce PC</translation>
    </message>
    <message>
        <source>Fixed for you</source>
        <translation>Fixé pour vous</translation>
    </message>
    <message>
        <source>Every software that is found</source>
        <translation>Tous les pilotes trouvés</translation>
    </message>
    <message>
        <source>The software that drives your key. Choose one only where another disturbs it.</source>
        <translation>Le logiciel qui pilote votre clé. N&apos;en choisissez un que si un autre le gêne.</translation>
    </message>
    <message>
        <source>Software of the key</source>
        <translation>Pilote de la clé</translation>
    </message>
    <message>
        <source>Fixed by the administrator of this computer.</source>
        <translation>Fixé par l&apos;administrateur de cet ordinateur.</translation>
    </message>
    <message>
        <source>Counts at once.</source>
        <translation>Pris en compte tout de suite.</translation>
    </message>
    <message>
        <source>Counts after a restart of the program.</source>
        <translation>Pris en compte après un redémarrage du logiciel.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Nothing in this window moves by itself.</source>
        <translation>Rien ne bouge tout seul dans cette fenêtre.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>One address for everything</source>
        <translation>Une adresse pour tout</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Serveur mandataire (proxy)</translation>
    </message>
    <message>
        <source>The way through your office&apos;s network.</source>
        <translation>Le chemin à travers le réseau de votre administration.</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Pas du tout</translation>
    </message>
    <message>
        <source>The files of an act are removed this long after the platform received them.</source>
        <translation>Les fichiers d&apos;un acte sont effacés ce temps après leur réception par la plateforme.</translation>
    </message>
    <message>
        <source>Keep signed files here for</source>
        <translation>Garder ici les fichiers signés pendant</translation>
    </message>
    <message>
        <source>So that the others in the office can work while plans are transferred.</source>
        <translation>Pour que les autres puissent travailler pendant le transfert des plans.</translation>
    </message>
    <message>
        <source>Most for receiving</source>
        <translation>Débit maximal en réception</translation>
    </message>
    <message>
        <source>Most for sending</source>
        <translation>Débit maximal en envoi</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 par seconde</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Sans limite</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>the system&apos;s keyring</source>
        <translation>le trousseau du système</translation>
    </message>
    <message>
        <source>a private file</source>
        <translation>un fichier privé</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plateforme</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>aucune pour l&apos;instant</translation>
    </message>
    <message>
        <source>Keys to what is kept here</source>
        <translation>Clés de ce qui est gardé ici</translation>
    </message>
    <message>
        <source>Level of the signatures</source>
        <translation>Niveau des signatures</translation>
    </message>
    <message>
        <source>The decision must have been seen</source>
        <translation>L&apos;arrêté doit avoir été consulté</translation>
    </message>
    <message>
        <source>The plans must have been seen</source>
        <translation>Les plans doivent avoir été consultés</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>All pages</source>
        <translation>Toutes les pages</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>Page {number}</translation>
    </message>
</context>
<context>
    <name>StampBar</name>
    <message>
        <source>Drag the outline to where your signature is to be shown, or move it with Shift and the arrows.</source>
        <translation>Faites glisser le cadre là où votre signature doit apparaître, ou déplacez-le avec Maj et les flèches.</translation>
    </message>
    <message>
        <source>Your signature will be shown on page %1.</source>
        <translation>Votre signature apparaîtra à la page %1.</translation>
    </message>
    <message>
        <source>Show page %1</source>
        <translation>Voir la page %1</translation>
    </message>
    <message>
        <source>Put it on this page</source>
        <translation>La mettre sur cette page</translation>
    </message>
    <message>
        <source>Place it automatically</source>
        <translation>Placer automatiquement</translation>
    </message>
</context>
<context>
    <name>Stops</name>
    <message>
        <source>Insert the key</source>
        <translation>Brancher la clé</translation>
    </message>
    <message>
        <source>Choose the PIN</source>
        <translation>Choisir le code PIN</translation>
    </message>
    <message>
        <source>Check the name and CIN</source>
        <translation>Vérifier le nom et la CIN</translation>
    </message>
    <message>
        <source>What each recipient reads</source>
        <translation>Ce que lisent les destinataires</translation>
    </message>
    <message>
        <source>Make a test signature</source>
        <translation>Faire un essai de signature</translation>
    </message>
    <message>
        <source>Key registered</source>
        <translation>Clé enregistrée</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Unknown: nobody has declared it</source>
        <translation>Inconnu : personne ne l&apos;a déclaré</translation>
    </message>
    <message>
        <source>Under way, as declared by %1</source>
        <translation>En cours, d&apos;après %1</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Declared by %1</source>
        <translation>Déclaré par %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fait</translation>
    </message>
    <message>
        <source>Done on %1</source>
        <translation>Fait le %1</translation>
    </message>
    <message>
        <source>Declared by %1 on %2</source>
        <translation>Déclaré par %1 le %2</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>Test signature</source>
        <translation>Essai de signature</translation>
    </message>
    <message>
        <source>By entering my code, I sign this sentence and nothing else:</source>
        <translation>En saisissant mon code, je signe cette phrase et rien d&apos;autre :</translation>
    </message>
</context>
<context>
    <name>UrgencyBar</name>
    <message>
        <source>Overdue</source>
        <translation>En retard</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) overdue</source>
        <translation>
            <numerusform>%n acte en retard</numerusform>
            <numerusform>%n actes en retard</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd&apos;hui</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) due today</source>
        <translation>
            <numerusform>%n acte à signer aujourd&apos;hui</numerusform>
            <numerusform>%n actes à signer aujourd&apos;hui</numerusform>
        </translation>
    </message>
    <message>
        <source>In 3 days</source>
        <translation>Sous 3 jours</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) due within three days</source>
        <translation>
            <numerusform>%n acte à signer sous trois jours</numerusform>
            <numerusform>%n actes à signer sous trois jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) due later</source>
        <translation>
            <numerusform>%n acte à signer plus tard</numerusform>
            <numerusform>%n actes à signer plus tard</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerificationPage</name>
    <message>
        <source>Files to verify</source>
        <translation>Fichiers à vérifier</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>The file that was signed</source>
        <translation>Le fichier qui a été signé</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>No act was signed on this PC yet.</source>
        <translation>Aucun acte n&apos;a encore été signé sur ce poste.</translation>
    </message>
    <message>
        <source>Being verified…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Choose the file that was signed…</source>
        <translation>Choisir le fichier qui a été signé…</translation>
    </message>
    <message>
        <source>Verifying file %1 of %2</source>
        <translation>Vérification du fichier %1 sur %2</translation>
    </message>
    <message>
        <source>Verify signatures</source>
        <translation>Vérifier des signatures</translation>
    </message>
    <message>
        <source>Open or drop here signed PDF files, or detached signatures (.p7s) with the files that they are of.</source>
        <translation>Ouvrez ou déposez ici des PDF signés, ou des signatures détachées (.p7s) avec les fichiers dont elles sont.</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>Ouvrir des fichiers…</translation>
    </message>
    <message>
        <source>Acts signed on this PC</source>
        <translation>Actes signés sur ce poste</translation>
    </message>
    <message>
        <source>Ask the certification authorities about revocation</source>
        <translation>Interroger les autorités de certification sur la révocation</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>Enregistrer le rapport…</translation>
    </message>
    <message>
        <source>The report is saved as %1.</source>
        <translation>Le rapport est enregistré sous %1.</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>The earlier version</source>
        <translation>La version antérieure</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Your signature will be shown here</source>
        <translation>Votre signature apparaîtra ici</translation>
    </message>
    <message>
        <source>This part could not be drawn at this size.</source>
        <translation>Cette partie n’a pas pu être affichée à cette taille.</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>Ouverture du document…</translation>
    </message>
    <message>
        <source>No document is open.</source>
        <translation>Aucun document n&apos;est ouvert.</translation>
    </message>
    <message>
        <source>{title}, page {page} of {count}</source>
        <translation>{title}, page {page} sur {count}</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Document</translation>
    </message>
</context>
<context>
    <name>YourKeyPage</name>
    <message>
        <source>Your key</source>
        <translation>Votre clé</translation>
    </message>
    <message>
        <source>The platform does not issue keys: each step is what somebody has declared, unknown until then.</source>
        <translation>La plateforme ne délivre pas les clés : chaque étape est ce que quelqu&apos;un a déclaré ; jusque-là elle est inconnue.</translation>
    </message>
    <message>
        <source>See my acts</source>
        <translation>Voir mes actes</translation>
    </message>
    <message>
        <source>I have my key: first use</source>
        <translation>J&apos;ai ma clé : première utilisation</translation>
    </message>
    <message>
        <source>Your key is ready: nothing is missing.</source>
        <translation>Votre clé est prête : il ne manque rien.</translation>
    </message>
    <message>
        <source>If it is done already, ask the commune&apos;s services to declare it.</source>
        <translation>Si c&apos;est déjà fait, demandez aux services de la commune de le déclarer.</translation>
    </message>
    <message>
        <source>What is missing: %1</source>
        <translation>Il manque : %1</translation>
    </message>
    <message>
        <source>you</source>
        <translation>vous</translation>
    </message>
    <message>
        <source>Who must act: %1</source>
        <translation>Qui doit agir : %1</translation>
    </message>
    <message>
        <source>The file lapses on %1</source>
        <translation>Le dossier devient caduc le %1</translation>
    </message>
    <message>
        <source>A file that is not complete six months after the order is closed: the key must be ordered again.</source>
        <translation>Un dossier incomplet six mois après la commande est clos : il faut alors recommander la clé.</translation>
    </message>
    <message>
        <source>No act awaits your signature.</source>
        <translation>Aucun acte n&apos;attend votre signature.</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) await your signature</source>
        <translation>
            <numerusform>%n acte attend votre signature</numerusform>
            <numerusform>%n actes attendent votre signature</numerusform>
        </translation>
    </message>
    <message>
        <source>It has waited since %1.</source>
        <translation>Il attend depuis le %1.</translation>
    </message>
    <message>
        <source>The oldest has waited since %1.</source>
        <translation>Le plus ancien attend depuis le %1.</translation>
    </message>
    <message>
        <source>Everything can be read now, and signed once your key is ready.</source>
        <translation>La lecture est déjà possible ; la signature le sera dès que votre clé sera prête.</translation>
    </message>
    <message>
        <source>Who may sign meanwhile</source>
        <translation>Qui peut signer en attendant</translation>
    </message>
    <message>
        <source>The platform names nobody else for today.</source>
        <translation>La plateforme n&apos;indique personne d&apos;autre pour aujourd&apos;hui.</translation>
    </message>
    <message>
        <source>The president may delegate the signature to a vice-president by order (organic law 113-14, article 103); the services then record it on the platform.</source>
        <translation>Le président peut déléguer sa signature à un vice-président par arrêté (loi organique 113-14, article 103) ; les services l&apos;inscrivent alors sur la plateforme.</translation>
    </message>
    <message>
        <source>By delegation of signature</source>
        <translation>Par délégation de signature</translation>
    </message>
    <message>
        <source>By delegation of powers</source>
        <translation>Par délégation de pouvoirs</translation>
    </message>
    <message>
        <source>Acting in the president&apos;s place</source>
        <translation>Par intérim du président</translation>
    </message>
    <message>
        <source>key ready</source>
        <translation>clé prête</translation>
    </message>
    <message>
        <source>key not ready</source>
        <translation>clé pas encore prête</translation>
    </message>
    <message>
        <source>nothing is known of the key</source>
        <translation>état de la clé inconnu</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>jusqu&apos;au %1</translation>
    </message>
</context>
</TS>

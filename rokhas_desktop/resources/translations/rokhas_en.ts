<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActDelegate</name>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
    <message>
        <source>due today</source>
        <translation>due today</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 signed</source>
        <translation>%1 signed</translation>
    </message>
    <message>
        <source>%1 seen</source>
        <translation>%1 seen</translation>
    </message>
</context>
<context>
    <name>ActPage</name>
    <message>
        <source>Sign the ticked acts (%1)</source>
        <translation>Sign the ticked acts (%1)</translation>
    </message>
    <message numerus="yes">
        <source>Sign all that is ready (%n)</source>
        <translation>
            <numerusform>Sign all that is ready (%n)</numerusform>
            <numerusform>Sign all that is ready (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>What you should know about this piece</source>
        <translation>What you should know about this piece</translation>
    </message>
    <message>
        <source>Page %1: %2</source>
        <translation>Page %1: %2</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>File: %1</translation>
    </message>
    <message>
        <source>Size: %1 bytes</source>
        <translation>Size: %1 bytes</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256: %1</translation>
    </message>
    <message>
        <source>Look at it with a program made for its format, and compare the SHA-256.</source>
        <translation>Look at it with a program made for its format, and compare the SHA-256.</translation>
    </message>
    <message>
        <source>This document cannot be shown here</source>
        <translation>This document cannot be shown here</translation>
    </message>
    <message>
        <source>Return to the services…</source>
        <translation>Return to the services…</translation>
    </message>
    <message>
        <source>Sign this act</source>
        <translation>Sign this act</translation>
    </message>
</context>
<context>
    <name>ActsPanel</name>
    <message>
        <source>Acts awaiting signature</source>
        <translation>Acts awaiting signature</translation>
    </message>
    <message>
        <source>Take this act earlier (Alt+Up)</source>
        <translation>Take this act earlier (Alt+Up)</translation>
    </message>
    <message>
        <source>Take this act later (Alt+Down)</source>
        <translation>Take this act later (Alt+Down)</translation>
    </message>
    <message>
        <source>Search: reference, name, parcel…</source>
        <translation>Search: reference, name, parcel…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>No act is like this. Change the search or the filters.</source>
        <translation>No act is like this. Change the search or the filters.</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>of {count}</source>
        <translation>of {count}</translation>
    </message>
    <message>
        <source>Size {percent} %, press for 100 %</source>
        <translation>Size {percent} %, press for 100 %</translation>
    </message>
    <message>
        <source>Previous page (Page Up)</source>
        <translation>Previous page (Page Up)</translation>
    </message>
    <message>
        <source>Next page (Page Down)</source>
        <translation>Next page (Page Down)</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>Smaller (−)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>Larger (+)</translation>
    </message>
    <message>
        <source>Fit the width (2)</source>
        <translation>Fit the width (2)</translation>
    </message>
    <message>
        <source>Turn the view clockwise (R)</source>
        <translation>Turn the view clockwise (R)</translation>
    </message>
    <message>
        <source>Fit the page (0)</source>
        <translation>Fit the page (0)</translation>
    </message>
    <message>
        <source>Mark a place with the mouse (M: what is seen)</source>
        <translation>Mark a place with the mouse (M: what is seen)</translation>
    </message>
    <message>
        <source>All pages, small (T)</source>
        <translation>All pages, small (T)</translation>
    </message>
    <message>
        <source>Search in the text (Ctrl+Shift+F)</source>
        <translation>Search in the text (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>What changed since the last pass (C)</source>
        <translation>What changed since the last pass (C)</translation>
    </message>
    <message>
        <source>Another document beside this one (B)</source>
        <translation>Another document beside this one (B)</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>More tools</translation>
    </message>
    <message>
        <source>Size on paper, 100 % (1)</source>
        <translation>Size on paper, 100 % (1)</translation>
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
        <translation>waiting</translation>
    </message>
    <message numerus="yes">
        <source>About %n second(s) left</source>
        <translation>
            <numerusform>About %n second left</numerusform>
            <numerusform>About %n seconds left</numerusform>
        </translation>
    </message>
    <message>
        <source>signing…</source>
        <translation>signing…</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>signed</translation>
    </message>
    <message>
        <source>signed and checked</source>
        <translation>signed and checked</translation>
    </message>
    <message>
        <source>being sent…</source>
        <translation>being sent…</translation>
    </message>
    <message>
        <source>received by the platform</source>
        <translation>received by the platform</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>Stopping after the document in hand…</source>
        <translation>Stopping after the document in hand…</translation>
    </message>
    <message>
        <source>the proofs that make it last follow by themselves</source>
        <translation>the proofs that make it last follow by themselves</translation>
    </message>
    <message>
        <source>signed and received by the platform</source>
        <translation>signed and received by the platform</translation>
    </message>
    <message>
        <source>signed, kept here, to be sent</source>
        <translation>signed, kept here, to be sent</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>not signed</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) signed and held back here, until you let them go.</source>
        <translation>
            <numerusform>%n document signed and held back here, until you let it go.</numerusform>
            <numerusform>%n documents signed and held back here, until you let them go.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) signed and kept here: they will be sent as soon as the platform answers.</source>
        <translation>
            <numerusform>%n document signed and kept here: it will be sent as soon as the platform answers.</numerusform>
            <numerusform>%n documents signed and kept here: they will be sent as soon as the platform answers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) not signed.</source>
        <translation>
            <numerusform>%n document not signed.</numerusform>
            <numerusform>%n documents not signed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) signed and received by the platform.</source>
        <translation>
            <numerusform>%n document signed and received by the platform.</numerusform>
            <numerusform>%n documents signed and received by the platform.</numerusform>
        </translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Documents of the batch</source>
        <translation>Documents of the batch</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Back to the acts</source>
        <translation>Back to the acts</translation>
    </message>
    <message>
        <source>Verify these signatures</source>
        <translation>Verify these signatures</translation>
    </message>
    <message>
        <source>Signing in progress</source>
        <translation>Signing in progress</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Do not send yet</source>
        <translation>Do not send yet</translation>
    </message>
    <message>
        <source>Keep what is signed here until you let it go</source>
        <translation>Keep what is signed here until you let it go</translation>
    </message>
    <message>
        <source>Paused after the document in hand. The key closes by itself if this lasts.</source>
        <translation>Paused after the document in hand. The key closes by itself if this lasts.</translation>
    </message>
    <message>
        <source>What is signed will be kept here until you let it go.</source>
        <translation>What is signed will be kept here until you let it go.</translation>
    </message>
    <message>
        <source>Leave the key inserted until the end.</source>
        <translation>Leave the key inserted until the end.</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>Move together</source>
        <translation>Move together</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Show one document only</source>
        <translation>Show one document only</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>Opening the document…</translation>
    </message>
    <message>
        <source>This part could not be drawn at this size.</source>
        <translation>This part could not be drawn at this size.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>{title}, page {page} of {count}</source>
        <translation>{title}, page {page} of {count}</translation>
    </message>
</context>
<context>
    <name>BoardModel</name>
    <message>
        <source>not known</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
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
        <translation>State of the key</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Acts waiting</source>
        <translation>Acts waiting</translation>
    </message>
    <message>
        <source>Days lost</source>
        <translation>Days lost</translation>
    </message>
    <message>
        <source>Somebody signs meanwhile</source>
        <translation>Somebody signs meanwhile</translation>
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
        <translation>with a ready key</translation>
    </message>
    <message>
        <source>acts waiting</source>
        <translation>acts waiting</translation>
    </message>
    <message>
        <source>days lost</source>
        <translation>days lost</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Spreadsheet (*.csv)</source>
        <translation>Spreadsheet (*.csv)</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exported</translation>
    </message>
    <message>
        <source>The presidents&apos; keys</source>
        <translation>The presidents&apos; keys</translation>
    </message>
    <message>
        <source>As declared on %1. Names places, never a person.</source>
        <translation>As declared on %1. Names places, never a person.</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>Asking the platform…</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Communes by the state of their key</source>
        <translation>Communes by the state of their key</translation>
    </message>
    <message>
        <source>All provinces</source>
        <translation>All provinces</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>State of the key</source>
        <translation>State of the key</translation>
    </message>
</context>
<context>
    <name>BookPage</name>
    <message>
        <source>No act awaits your signature.</source>
        <translation>No act awaits your signature.</translation>
    </message>
    <message>
        <source>Reading the acts…</source>
        <translation>Reading the acts…</translation>
    </message>
</context>
<context>
    <name>ChangesPanel</name>
    <message>
        <source>Page {number} of the earlier version was removed</source>
        <translation>Page {number} of the earlier version was removed</translation>
    </message>
    <message>
        <source>Page {number} was added</source>
        <translation>Page {number} was added</translation>
    </message>
    <message>
        <source>Added on page {number}</source>
        <translation>Added on page {number}</translation>
    </message>
    <message>
        <source>Removed from page {number}</source>
        <translation>Removed from page {number}</translation>
    </message>
    <message>
        <source>Changed on page {number}</source>
        <translation>Changed on page {number}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>The earlier version is being fetched…</source>
        <translation>The earlier version is being fetched…</translation>
    </message>
    <message>
        <source>Comparing… {done} of {pages}</source>
        <translation>Comparing… {done} of {pages}</translation>
    </message>
    <message>
        <source>The comparison was stopped.</source>
        <translation>The comparison was stopped.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) differ</source>
        <translation>
            <numerusform>%n place differs</numerusform>
            <numerusform>%n places differ</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing that can be seen has changed.</source>
        <translation>Nothing that can be seen has changed.</translation>
    </message>
    <message>
        <source>Changes since the last pass</source>
        <translation>Changes since the last pass</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>How much of the earlier version shows through</source>
        <translation>How much of the earlier version shows through</translation>
    </message>
    <message>
        <source>Flip between both (X)</source>
        <translation>Flip between both (X)</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Show all again</source>
        <translation>Show all again</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) ticked</source>
        <translation>
            <numerusform>%n act ticked</numerusform>
            <numerusform>%n acts ticked</numerusform>
        </translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>Untick all</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Report written</source>
        <translation>Report written</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Page (*.html)</translation>
    </message>
    <message>
        <source>Examination of this PC</source>
        <translation>Examination of this PC</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Examine again</source>
        <translation>Examine again</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>Save the report…</translation>
    </message>
    <message>
        <source>Simple repairs</source>
        <translation>Simple repairs</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Do it</translation>
    </message>
    <message>
        <source>What was examined</source>
        <translation>What was examined</translation>
    </message>
    <message>
        <source>Progress of the examination</source>
        <translation>Progress of the examination</translation>
    </message>
    <message>
        <source>Examining… it takes a few seconds.</source>
        <translation>Examining… it takes a few seconds.</translation>
    </message>
    <message>
        <source>Not examined yet.</source>
        <translation>Not examined yet.</translation>
    </message>
    <message>
        <source>Code to read over the phone:</source>
        <translation>Code to read over the phone:</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Applicant</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Architect</source>
        <translation>Architect</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Parcel, land title</source>
        <translation>Parcel, land title</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>Opinions</source>
        <translation>Opinions</translation>
    </message>
    <message>
        <source>Everything about this act (Ctrl+I)</source>
        <translation>Everything about this act (Ctrl+I)</translation>
    </message>
    <message>
        <source>Notes about this act (Ctrl+N)</source>
        <translation>Notes about this act (Ctrl+N)</translation>
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
        <translation>Back to the acts (Esc)</translation>
    </message>
    <message>
        <source>You sign as</source>
        <translation>You sign as</translation>
    </message>
    <message>
        <source>favourable</source>
        <translation>favourable</translation>
    </message>
    <message>
        <source>favourable with reservations</source>
        <translation>favourable with reservations</translation>
    </message>
    <message>
        <source>adverse</source>
        <translation>adverse</translation>
    </message>
    <message>
        <source>adjourned</source>
        <translation>adjourned</translation>
    </message>
    <message>
        <source>binding</source>
        <translation>binding</translation>
    </message>
</context>
<context>
    <name>FactsDialog</name>
    <message>
        <source>Everything about this act</source>
        <translation>Everything about this act</translation>
    </message>
    <message>
        <source>Opinions of the commission</source>
        <translation>Opinions of the commission</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>binding opinion</source>
        <translation>binding opinion</translation>
    </message>
    <message>
        <source>advisory opinion</source>
        <translation>advisory opinion</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Family of acts</source>
        <translation>Family of acts</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>District</source>
        <translation>District</translation>
    </message>
    <message>
        <source>Show only one family, commune or district</source>
        <translation>Show only one family, commune or district</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
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
        <translation>The search could not be finished.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>This document has no text: it is a picture.</source>
        <translation>This document has no text: it is a picture.</translation>
    </message>
    <message>
        <source>Words of the document</source>
        <translation>Words of the document</translation>
    </message>
    <message>
        <source>Clear the words</source>
        <translation>Clear the words</translation>
    </message>
    <message>
        <source>Where the words were found</source>
        <translation>Where the words were found</translation>
    </message>
    <message>
        <source>The place before (Shift+F3)</source>
        <translation>The place before (Shift+F3)</translation>
    </message>
    <message>
        <source>The next place (F3)</source>
        <translation>The next place (F3)</translation>
    </message>
</context>
<context>
    <name>FirstUsePage</name>
    <message>
        <source>First use of your key</source>
        <translation>First use of your key</translation>
    </message>
    <message>
        <source>A few minutes, in one sitting. You may leave and go on later where you were.</source>
        <translation>A few minutes, in one sitting. You may leave and go on later where you were.</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>Go on later</translation>
    </message>
    <message>
        <source>Work under way</source>
        <translation>Work under way</translation>
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
        <translation>Not logged in</translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Your key</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>Verify the signatures of files</source>
        <translation>Verify the signatures of files</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>Synchronise</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Log out</translation>
    </message>
    <message>
        <source>Prepare for a meeting without a line</source>
        <translation>Prepare for a meeting without a line</translation>
    </message>
    <message>
        <source>Erase my data from this PC…</source>
        <translation>Erase my data from this PC…</translation>
    </message>
    <message>
        <source>Keyboard (F1)</source>
        <translation>Keyboard (F1)</translation>
    </message>
    <message>
        <source>Signed acts</source>
        <translation>Signed acts</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Synchronising…</source>
        <translation>Synchronising…</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>about %1 left</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>Keyboard</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>The acts</source>
        <translation>The acts</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Tick the act, or take its tick off</source>
        <translation>Tick the act, or take its tick off</translation>
    </message>
    <message>
        <source>Take the act earlier</source>
        <translation>Take the act earlier</translation>
    </message>
    <message>
        <source>Take the act later</source>
        <translation>Take the act later</translation>
    </message>
    <message>
        <source>Synchronise with the platform</source>
        <translation>Synchronise with the platform</translation>
    </message>
    <message>
        <source>The act that is shown</source>
        <translation>The act that is shown</translation>
    </message>
    <message>
        <source>Everything about this act</source>
        <translation>Everything about this act</translation>
    </message>
    <message>
        <source>Notes about this act</source>
        <translation>Notes about this act</translation>
    </message>
    <message>
        <source>Next piece</source>
        <translation>Next piece</translation>
    </message>
    <message>
        <source>Previous piece</source>
        <translation>Previous piece</translation>
    </message>
    <message>
        <source>Sign this act</source>
        <translation>Sign this act</translation>
    </message>
    <message>
        <source>Sign the ticked acts, or all that are ready</source>
        <translation>Sign the ticked acts, or all that are ready</translation>
    </message>
    <message>
        <source>Return this act for correction</source>
        <translation>Return this act for correction</translation>
    </message>
    <message>
        <source>The page that is shown</source>
        <translation>The page that is shown</translation>
    </message>
    <message>
        <source>Further down, then the next page</source>
        <translation>Further down, then the next page</translation>
    </message>
    <message>
        <source>Further up, then the previous page</source>
        <translation>Further up, then the previous page</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>Fit the page</translation>
    </message>
    <message>
        <source>Size on paper, 100 %</source>
        <translation>Size on paper, 100 %</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>Fit the width</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>Turn the view</translation>
    </message>
    <message>
        <source>Mark what is seen, to return the act with it</source>
        <translation>Mark what is seen, to return the act with it</translation>
    </message>
    <message>
        <source>All pages, small</source>
        <translation>All pages, small</translation>
    </message>
    <message>
        <source>Search in the text</source>
        <translation>Search in the text</translation>
    </message>
    <message>
        <source>The next place that was found or has changed</source>
        <translation>The next place that was found or has changed</translation>
    </message>
    <message>
        <source>The place before</source>
        <translation>The place before</translation>
    </message>
    <message>
        <source>What changed since the last pass</source>
        <translation>What changed since the last pass</translation>
    </message>
    <message>
        <source>Flip between this version and the earlier one</source>
        <translation>Flip between this version and the earlier one</translation>
    </message>
    <message>
        <source>Another document beside this one</source>
        <translation>Another document beside this one</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>Next area of the window</source>
        <translation>Next area of the window</translation>
    </message>
    <message>
        <source>Next control</source>
        <translation>Next control</translation>
    </message>
    <message>
        <source>Close a dialog</source>
        <translation>Close a dialog</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>This list</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message numerus="yes">
        <source>%n piece(s) still to be seen before signing.</source>
        <translation>
            <numerusform>%n piece still to be seen before signing.</numerusform>
            <numerusform>%n pieces still to be seen before signing.</numerusform>
        </translation>
    </message>
    <message>
        <source>This account prepares acts; it does not sign.</source>
        <translation>This account prepares acts; it does not sign.</translation>
    </message>
    <message>
        <source>Insert the signing key.</source>
        <translation>Insert the signing key.</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>passed</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>kept</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Waited</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Pieces</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Saved.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>Exported.</translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) are no PDF and were left out.</source>
        <translation>
            <numerusform>%n piece is no PDF and was left out.</numerusform>
            <numerusform>%n pieces are no PDF and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) went to the printer.</source>
        <translation>
            <numerusform>%n page went to the printer.</numerusform>
            <numerusform>%n pages went to the printer.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>Export the list</translation>
    </message>
    <message>
        <source>Spreadsheet (*.csv)</source>
        <translation>Spreadsheet (*.csv)</translation>
    </message>
    <message>
        <source>Where to save the signed documents</source>
        <translation>Where to save the signed documents</translation>
    </message>
    <message>
        <source>Signed acts</source>
        <translation>Signed acts</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Search: reference, name, parcel…</source>
        <translation>Search: reference, name, parcel…</translation>
    </message>
    <message>
        <source>Search the signed acts</source>
        <translation>Search the signed acts</translation>
    </message>
    <message>
        <source>Export the list…</source>
        <translation>Export the list…</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message numerus="yes">
        <source>The last %n day(s)</source>
        <translation>
            <numerusform>The last day</numerusform>
            <numerusform>The last %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>Since ever</source>
        <translation>Since ever</translation>
    </message>
    <message>
        <source>Save the signed documents…</source>
        <translation>Save the signed documents…</translation>
    </message>
    <message>
        <source>Cancel the printing</source>
        <translation>Cancel the printing</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>No signed act is like this.</source>
        <translation>No signed act is like this.</translation>
    </message>
    <message>
        <source>Nothing was signed here yet.</source>
        <translation>Nothing was signed here yet.</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n act</numerusform>
            <numerusform>%n acts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n after its deadline</source>
        <translation>
            <numerusform>%n after its deadline</numerusform>
            <numerusform>%n after their deadline</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyCard</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Why not?</source>
        <translation>Why not?</translation>
    </message>
    <message>
        <source>Insert the signing key into a USB port.</source>
        <translation>Insert the signing key into a USB port.</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Valid until %1</translation>
    </message>
    <message>
        <source>CIN</source>
        <translation>CIN</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>Signing key</translation>
    </message>
    <message>
        <source>No key inserted</source>
        <translation>No key inserted</translation>
    </message>
    <message>
        <source>Looking for the key…</source>
        <translation>Looking for the key…</translation>
    </message>
    <message>
        <source>Key ready</source>
        <translation>Key ready</translation>
    </message>
    <message>
        <source>status being checked</source>
        <translation>status being checked</translation>
    </message>
    <message>
        <source>status verified</source>
        <translation>status verified</translation>
    </message>
    <message>
        <source>status not verified</source>
        <translation>status not verified</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>Signing key</source>
        <translation>Signing key</translation>
    </message>
    <message>
        <source>Certificates found</source>
        <translation>Certificates found</translation>
    </message>
    <message>
        <source>What to do with this key</source>
        <translation>What to do with this key</translation>
    </message>
    <message>
        <source>Examine this PC</source>
        <translation>Examine this PC</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>CIN</source>
        <translation>CIN</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Revocation</source>
        <translation>Revocation</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Code (PIN)…</source>
        <translation>Code (PIN)…</translation>
    </message>
    <message>
        <source>This key can sign.</source>
        <translation>This key can sign.</translation>
    </message>
    <message>
        <source>status verified: not revoked</source>
        <translation>status verified: not revoked</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>revoked</translation>
    </message>
    <message>
        <source>status not verified</source>
        <translation>status not verified</translation>
    </message>
</context>
<context>
    <name>KeyPlaceDialog</name>
    <message>
        <source>Where should the key to the acts be kept?</source>
        <translation>Where should the key to the acts be kept?</translation>
    </message>
    <message>
        <source>I know this, and want the key in a file</source>
        <translation>I know this, and want the key in a file</translation>
    </message>
    <message>
        <source>Keep it in a file and log in</source>
        <translation>Keep it in a file and log in</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>Test platform&apos;s certificate</source>
        <translation>Test platform&apos;s certificate</translation>
    </message>
    <message>
        <source>Municipal permits</source>
        <translation>Municipal permits</translation>
    </message>
    <message>
        <source>Your browser has opened: log in there, then come back here.</source>
        <translation>Your browser has opened: log in there, then come back here.</translation>
    </message>
    <message>
        <source>Log in to see the acts that await your signature. The log-in happens in your browser.</source>
        <translation>Log in to see the acts that await your signature. The log-in happens in your browser.</translation>
    </message>
    <message>
        <source>Address of the platform</source>
        <translation>Address of the platform</translation>
    </message>
    <message>
        <source>Test platform&apos;s certificate…</source>
        <translation>Test platform&apos;s certificate…</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>Waiting for the browser…</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Log in</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Something does not work? Examine this PC</source>
        <translation>Something does not work? Examine this PC</translation>
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
        <translation>TEST — nothing signed here has any value</translation>
    </message>
    <message>
        <source>Signing in progress</source>
        <translation>Signing in progress</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) you signed were not received by the platform yet.</source>
        <translation>
            <numerusform>%n document you signed was not received by the platform yet.</numerusform>
            <numerusform>%n documents you signed were not received by the platform yet.</numerusform>
        </translation>
    </message>
    <message>
        <source>They stay on this PC and leave when the program is open again. Close now?</source>
        <translation>They stay on this PC and leave when the program is open again. Close now?</translation>
    </message>
    <message>
        <source>Signed, not received yet</source>
        <translation>Signed, not received yet</translation>
    </message>
    <message>
        <source>Stop after the document in hand and close? What is signed is kept and will be sent.</source>
        <translation>Stop after the document in hand and close? What is signed is kept and will be sent.</translation>
    </message>
</context>
<context>
    <name>MarkChips</name>
    <message>
        <source>Mark %1: piece %2, page %3</source>
        <translation>Mark %1: piece %2, page %3</translation>
    </message>
    <message>
        <source>You can mark places on the pages first (M), to show what is meant.</source>
        <translation>You can mark places on the pages first (M), to show what is meant.</translation>
    </message>
    <message>
        <source>take this mark off</source>
        <translation>take this mark off</translation>
    </message>
</context>
<context>
    <name>MeetingDialog</name>
    <message>
        <source>Ready for a meeting</source>
        <translation>Ready for a meeting</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) can be read without a line</source>
        <translation>
            <numerusform>%n act can be read without a line</numerusform>
            <numerusform>%n acts can be read without a line</numerusform>
        </translation>
    </message>
    <message>
        <source>This PC alone may sign them meanwhile; whether it may without a line is the machine&apos;s policy.</source>
        <translation>This PC alone may sign them meanwhile; whether it may without a line is the machine&apos;s policy.</translation>
    </message>
    <message>
        <source>documents here: %1</source>
        <translation>documents here: %1</translation>
    </message>
    <message>
        <source>reserved until %1</source>
        <translation>reserved until %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>NewPinDialog</name>
    <message>
        <source>Code of the key</source>
        <translation>Code of the key</translation>
    </message>
    <message>
        <source>Code (PIN) of the key</source>
        <translation>Code (PIN) of the key</translation>
    </message>
    <message>
        <source>Token: %1</source>
        <translation>Token: %1</translation>
    </message>
    <message>
        <source>I know the present code</source>
        <translation>I know the present code</translation>
    </message>
    <message>
        <source>I have the unblocking code (PUK)</source>
        <translation>I have the unblocking code (PUK)</translation>
    </message>
    <message>
        <source>I am sure of my code</source>
        <translation>I am sure of my code</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>New code</translation>
    </message>
    <message>
        <source>New code, again</source>
        <translation>New code, again</translation>
    </message>
    <message>
        <source>Open the portal</source>
        <translation>Open the portal</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Type the code on the reader</source>
        <translation>Type the code on the reader</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>The code of this key is managed on the certification authority&apos;s portal.</source>
        <translation>The code of this key is managed on the certification authority&apos;s portal.</translation>
    </message>
    <message>
        <source>First code, change and unblocking: %1</source>
        <translation>First code, change and unblocking: %1</translation>
    </message>
    <message>
        <source>The code of this key is locked.</source>
        <translation>The code of this key is locked.</translation>
    </message>
    <message>
        <source>This key has no code yet.</source>
        <translation>This key has no code yet.</translation>
    </message>
    <message>
        <source>A wrong code was entered before; few tries are left.</source>
        <translation>A wrong code was entered before; few tries are left.</translation>
    </message>
    <message>
        <source>This is the last try.</source>
        <translation>This is the last try.</translation>
    </message>
    <message>
        <source>A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.</source>
        <translation>A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.</translation>
    </message>
    <message>
        <source>Unblocking code (PUK)</source>
        <translation>Unblocking code (PUK)</translation>
    </message>
    <message>
        <source>Present code</source>
        <translation>Present code</translation>
    </message>
    <message>
        <source>The key is working…</source>
        <translation>The key is working…</translation>
    </message>
    <message numerus="yes">
        <source>The present code has at least %n character(s).</source>
        <translation>
            <numerusform>The present code has at least %n character.</numerusform>
            <numerusform>The present code has at least %n characters.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the unblocking code.</source>
        <translation>Type the unblocking code.</translation>
    </message>
    <message numerus="yes">
        <source>The new code needs at least %n character(s).</source>
        <translation>
            <numerusform>The new code needs at least %n character.</numerusform>
            <numerusform>The new code needs at least %n characters.</numerusform>
        </translation>
    </message>
    <message>
        <source>The new code is too long for this key.</source>
        <translation>The new code is too long for this key.</translation>
    </message>
    <message>
        <source>The new code must differ from the other one.</source>
        <translation>The new code must differ from the other one.</translation>
    </message>
    <message>
        <source>Type the new code a second time.</source>
        <translation>Type the new code a second time.</translation>
    </message>
    <message>
        <source>The code was changed. Only the new one counts from now on.</source>
        <translation>The code was changed. Only the new one counts from now on.</translation>
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
        <translation>Notes about %1</translation>
    </message>
    <message>
        <source>Everybody who sees this act sees them. They are no part of what is signed.</source>
        <translation>Everybody who sees this act sees them. They are no part of what is signed.</translation>
    </message>
    <message>
        <source>Your note</source>
        <translation>Your note</translation>
    </message>
    <message>
        <source>prepares</source>
        <translation>prepares</translation>
    </message>
    <message>
        <source>signs</source>
        <translation>signs</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Save the note</source>
        <translation>Save the note</translation>
    </message>
</context>
<context>
    <name>NothingReadyDialog</name>
    <message>
        <source>Sign</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>None of these acts can be signed now</source>
        <translation>None of these acts can be signed now</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>OutboxDialog</name>
    <message>
        <source>Signed, not received yet</source>
        <translation>Signed, not received yet</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Everything that was signed has been received.</source>
        <translation>Everything that was signed has been received.</translation>
    </message>
    <message>
        <source>It is kept on this PC and sent as soon as the platform answers.</source>
        <translation>It is kept on this PC and sent as soon as the platform answers.</translation>
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
        <translation>Let go</translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation>Throw away…</translation>
    </message>
    <message>
        <source>Hold back</source>
        <translation>Hold back</translation>
    </message>
    <message>
        <source>held back by you</source>
        <translation>held back by you</translation>
    </message>
    <message>
        <source>refused by the platform</source>
        <translation>refused by the platform</translation>
    </message>
    <message>
        <source>return for correction, to be sent</source>
        <translation>return for correction, to be sent</translation>
    </message>
    <message>
        <source>to be sent</source>
        <translation>to be sent</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Throw away</translation>
    </message>
    <message>
        <source>Throw away what you signed of %1?</source>
        <translation>Throw away what you signed of %1?</translation>
    </message>
    <message>
        <source>It never leaves this PC; the act awaits your signature again.</source>
        <translation>It never leaves this PC; the act awaits your signature again.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Keep</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Plug it straight into the computer, without a hub, and wait a few seconds.</source>
        <translation>Plug it straight into the computer, without a hub, and wait a few seconds.</translation>
    </message>
    <message>
        <source>This page goes on by itself as soon as the key is seen.</source>
        <translation>This page goes on by itself as soon as the key is seen.</translation>
    </message>
    <message>
        <source>Nothing is seen? Try another port; if that does not help, call the help desk.</source>
        <translation>Nothing is seen? Try another port; if that does not help, call the help desk.</translation>
    </message>
    <message>
        <source>Insert your key into a USB port</source>
        <translation>Insert your key into a USB port</translation>
    </message>
    <message>
        <source>Leave the key inserted, open the certification authority&apos;s portal and follow its activation.</source>
        <translation>Leave the key inserted, open the certification authority&apos;s portal and follow its activation.</translation>
    </message>
    <message>
        <source>Choose a code of at least 6 characters that you alone know; nobody else may use your key.</source>
        <translation>Choose a code of at least 6 characters that you alone know; nobody else may use your key.</translation>
    </message>
    <message>
        <source>Then come back: this page goes on by itself.</source>
        <translation>Then come back: this page goes on by itself.</translation>
    </message>
    <message>
        <source>Choose the code (PIN) of your key</source>
        <translation>Choose the code (PIN) of your key</translation>
    </message>
    <message>
        <source>Open the portal</source>
        <translation>Open the portal</translation>
    </message>
    <message>
        <source>Are this name and this number yours?</source>
        <translation>Are this name and this number yours?</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>In the key&apos;s certificate</source>
        <translation>In the key&apos;s certificate</translation>
    </message>
    <message>
        <source>In your account</source>
        <translation>In your account</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>CIN</source>
        <translation>CIN</translation>
    </message>
    <message>
        <source>A letter or a figure is wrong? Do not sign.</source>
        <translation>A letter or a figure is wrong? Do not sign.</translation>
    </message>
    <message>
        <source>Say so below: the key is then returned within 48 working hours and issued again.</source>
        <translation>Say so below: the key is then returned within 48 working hours and issued again.</translation>
    </message>
    <message>
        <source>They are mine</source>
        <translation>They are mine</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>Something is wrong</translation>
    </message>
    <message>
        <source>Do not sign with this key.</source>
        <translation>Do not sign with this key.</translation>
    </message>
    <message>
        <source>Return it to the agency that delivered it within 48 working hours: it is issued again.</source>
        <translation>Return it to the agency that delivered it within 48 working hours: it is issued again.</translation>
    </message>
    <message>
        <source>Bring your national ID card and the record of delivery.</source>
        <translation>Bring your national ID card and the record of delivery.</translation>
    </message>
    <message>
        <source>Check once more</source>
        <translation>Check once more</translation>
    </message>
    <message>
        <source>Before your first signature</source>
        <translation>Before your first signature</translation>
    </message>
    <message>
        <source>Your name and your CIN number are in the certificate joined to each signed act, and its recipients can read them.</source>
        <translation>Your name and your CIN number are in the certificate joined to each signed act, and its recipients can read them.</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>I have read this</translation>
    </message>
    <message>
        <source>This sentence, and nothing else, will be signed</source>
        <translation>This sentence, and nothing else, will be signed</translation>
    </message>
    <message>
        <source>The platform verifies the signature, then registers your key. It has no value as an act.</source>
        <translation>The platform verifies the signature, then registers your key. It has no value as an act.</translation>
    </message>
    <message>
        <source>Enter my code and sign</source>
        <translation>Enter my code and sign</translation>
    </message>
    <message>
        <source>Your key awaits an officer&apos;s confirmation.</source>
        <translation>Your key awaits an officer&apos;s confirmation.</translation>
    </message>
    <message>
        <source>Its certificate holds no CIN: an officer of the platform confirms that it is yours.</source>
        <translation>Its certificate holds no CIN: an officer of the platform confirms that it is yours.</translation>
    </message>
    <message>
        <source>This page goes on once it is confirmed; you may leave it meanwhile.</source>
        <translation>This page goes on once it is confirmed; you may leave it meanwhile.</translation>
    </message>
    <message>
        <source>Your key is registered and ready.</source>
        <translation>Your key is registered and ready.</translation>
    </message>
    <message>
        <source>The platform verified your test signature. You may sign your first act now.</source>
        <translation>The platform verified your test signature. You may sign your first act now.</translation>
    </message>
    <message>
        <source>Go to my first act</source>
        <translation>Go to my first act</translation>
    </message>
    <message>
        <source>It was delivered to you as yours?</source>
        <translation>It was delivered to you as yours?</translation>
    </message>
    <message>
        <source>Then its data are wrong: do not sign, and return it within 48 working hours.</source>
        <translation>Then its data are wrong: do not sign, and return it within 48 working hours.</translation>
    </message>
    <message>
        <source>Reported to the platform on %1.</source>
        <translation>Reported to the platform on %1.</translation>
    </message>
    <message>
        <source>The platform passes it on; the holder or the certification proxy asks for the revocation.</source>
        <translation>The platform passes it on; the holder or the certification proxy asks for the revocation.</translation>
    </message>
    <message>
        <source>The predecessor&apos;s key was left in the office?</source>
        <translation>The predecessor&apos;s key was left in the office?</translation>
    </message>
    <message>
        <source>I confirm that the holder no longer has this office</source>
        <translation>I confirm that the holder no longer has this office</translation>
    </message>
    <message>
        <source>You can report that its certificate should be revoked.</source>
        <translation>You can report that its certificate should be revoked.</translation>
    </message>
    <message>
        <source>Report it to the platform</source>
        <translation>Report it to the platform</translation>
    </message>
</context>
<context>
    <name>Pieces</name>
    <message>
        <source>Pieces of the act</source>
        <translation>Pieces of the act</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>problem</translation>
    </message>
    <message>
        <source>signed and received</source>
        <translation>signed and received</translation>
    </message>
    <message>
        <source>signed, being sent</source>
        <translation>signed, being sent</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>seen</translation>
    </message>
    <message>
        <source>not seen yet</source>
        <translation>not seen yet</translation>
    </message>
    <message>
        <source>not seen (optional)</source>
        <translation>not seen (optional)</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>Sign</source>
        <translation>Sign</translation>
    </message>
    <message numerus="yes">
        <source>Sign %n document(s)</source>
        <translation>
            <numerusform>Sign %n document</numerusform>
            <numerusform>Sign %n documents</numerusform>
        </translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>Key of %1</translation>
    </message>
    <message>
        <source>Token: %1</source>
        <translation>Token: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n act</numerusform>
            <numerusform>%n acts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By entering my code, I personally sign these %n documents (%1), which I was able to consult.</source>
        <translation>
            <numerusform>By entering my code, I personally sign this document (%1), which I was able to consult.</numerusform>
            <numerusform>By entering my code, I personally sign these %n documents (%1), which I was able to consult.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your key asks for its code each time: it is given %n times, for these documents only, then erased.</source>
        <translation>
            <numerusform>Your key asks for the code at each signature; the program will pass it on %n time, for these documents only, then erase it.</numerusform>
            <numerusform>Your key asks for the code at each signature; the program will pass it on %n times, for these documents only, then erase it.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is the last try.</source>
        <translation>This is the last try.</translation>
    </message>
    <message>
        <source>A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.</source>
        <translation>A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.</translation>
    </message>
    <message>
        <source>A wrong code was entered before; few tries are left.</source>
        <translation>A wrong code was entered before; few tries are left.</translation>
    </message>
    <message>
        <source>I am sure of my code</source>
        <translation>I am sure of my code</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) cannot be shown here</source>
        <translation>
            <numerusform>%n document cannot be shown here</numerusform>
            <numerusform>%n documents cannot be shown here</numerusform>
        </translation>
    </message>
    <message>
        <source>I sign them without having seen them here; I know what they hold</source>
        <translation>I sign them without having seen them here; I know what they hold</translation>
    </message>
    <message>
        <source>The name in this certificate is mine, spelled otherwise</source>
        <translation>The name in this certificate is mine, spelled otherwise</translation>
    </message>
    <message>
        <source>Code (PIN)</source>
        <translation>Code (PIN)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Type the code on the reader</source>
        <translation>Type the code on the reader</translation>
    </message>
    <message>
        <source>Keyboard: %1</source>
        <translation>Keyboard: %1</translation>
    </message>
    <message>
        <source>Keyboard: %1 · Caps Lock is on</source>
        <translation>Keyboard: %1 · Caps Lock is on</translation>
    </message>
</context>
<context>
    <name>PlotCards</name>
    <message>
        <source>How long acts waited for their signature</source>
        <translation>How long acts waited for their signature</translation>
    </message>
    <message>
        <source>Acts that waited, day by day</source>
        <translation>Acts that waited, day by day</translation>
    </message>
    <message>
        <source>Half of the acts waited no longer than this</source>
        <translation>Half of the acts waited no longer than this</translation>
    </message>
    <message>
        <source>The longest</source>
        <translation>The longest</translation>
    </message>
    <message>
        <source>What the deadline allows</source>
        <translation>What the deadline allows</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Of these, past the deadline</source>
        <translation>Of these, past the deadline</translation>
    </message>
    <message>
        <source>Today: %1, of these %2 past the deadline</source>
        <translation>Today: %1, of these %2 past the deadline</translation>
    </message>
</context>
<context>
    <name>PreflightNotes</name>
    <message numerus="yes">
        <source>%n document(s) stay unsigned, because:</source>
        <translation>
            <numerusform>%n document stays unsigned, because:</numerusform>
            <numerusform>%n documents stay unsigned, because:</numerusform>
        </translation>
    </message>
    <message>
        <source>Left aside, because:</source>
        <translation>Left aside, because:</translation>
    </message>
    <message>
        <source>Noticed in these documents, and shown beside their pages:</source>
        <translation>Noticed in these documents, and shown beside their pages:</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProxyDialog</name>
    <message>
        <source>Network proxy</source>
        <translation>Network proxy</translation>
    </message>
    <message>
        <source>The proxy %1 asks who you are</source>
        <translation>The proxy %1 asks who you are</translation>
    </message>
    <message>
        <source>Your network name and password open the way to the platform. They are not those of the platform.</source>
        <translation>Your network name and password open the way to the platform. They are not those of the platform.</translation>
    </message>
    <message>
        <source>The name and the password were not accepted.</source>
        <translation>The name and the password were not accepted.</translation>
    </message>
    <message>
        <source>A network account locks after several tries.</source>
        <translation>A network account locks after several tries.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Both are kept in the system&apos;s keyring, never in a file.</source>
        <translation>Both are kept in the system&apos;s keyring, never in a file.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>PurgeDialog</name>
    <message>
        <source>Erase my data from this PC</source>
        <translation>Erase my data from this PC</translation>
    </message>
    <message>
        <source>I want them erased</source>
        <translation>I want them erased</translation>
    </message>
    <message>
        <source>I want them erased, and what was not sent lost</source>
        <translation>I want them erased, and what was not sent lost</translation>
    </message>
    <message>
        <source>Erase and log out</source>
        <translation>Erase and log out</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Keep everything</translation>
    </message>
    <message>
        <source>For a change of president, or a PC that you leave.</source>
        <translation>For a change of president, or a PC that you leave.</translation>
    </message>
    <message>
        <source>The acts, the documents and the log-in of your account go from this PC.</source>
        <translation>The acts, the documents and the log-in of your account go from this PC.</translation>
    </message>
    <message>
        <source>The platform keeps what it received. The journal stays here: it holds no names.</source>
        <translation>The platform keeps what it received. The journal stays here: it holds no names.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) you signed were not received yet, and would be lost.</source>
        <translation>
            <numerusform>%n document you signed was not received yet, and would be lost.</numerusform>
            <numerusform>%n documents you signed were not received yet, and would be lost.</numerusform>
        </translation>
    </message>
    <message>
        <source>Synchronise first: then nothing is lost.</source>
        <translation>Synchronise first: then nothing is lost.</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <source>Return %1 to the services</source>
        <translation>Return %1 to the services</translation>
    </message>
    <message>
        <source>To be corrected</source>
        <translation>To be corrected</translation>
    </message>
    <message>
        <source>To have a refusal act prepared</source>
        <translation>To have a refusal act prepared</translation>
    </message>
    <message>
        <source>This does not refuse the application.</source>
        <translation>This does not refuse the application.</translation>
    </message>
    <message>
        <source>A refusal is a reasoned decision of its own: the services prepare it and you sign it.</source>
        <translation>A refusal is a reasoned decision of its own: the services prepare it and you sign it.</translation>
    </message>
    <message>
        <source>This does not notify the applicant.</source>
        <translation>This does not notify the applicant.</translation>
    </message>
    <message>
        <source>The regulation wants a registered letter within two working days; the services send it.</source>
        <translation>The regulation wants a registered letter within two working days; the services send it.</translation>
    </message>
    <message>
        <source>What must be corrected</source>
        <translation>What must be corrected</translation>
    </message>
    <message>
        <source>Grounds for the refusal</source>
        <translation>Grounds for the refusal</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Return to the services</source>
        <translation>Return to the services</translation>
    </message>
    <message>
        <source>Return the act</source>
        <translation>Return the act</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>It counts at once.</source>
        <translation>It counts at once.</translation>
    </message>
    <message>
        <source>It counts when the program is started again.</source>
        <translation>It counts when the program is started again.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Address of the proxy</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>Language and look</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Your key</translation>
    </message>
    <message>
        <source>What stays on this PC</source>
        <translation>What stays on this PC</translation>
    </message>
    <message>
        <source>Fixed for you</source>
        <translation>Fixed for you</translation>
    </message>
    <message>
        <source>Every software that is found</source>
        <translation>Every software that is found</translation>
    </message>
    <message>
        <source>The software that drives your key. Choose one only where another disturbs it.</source>
        <translation>The software that drives your key. Choose one only where another disturbs it.</translation>
    </message>
    <message>
        <source>Software of the key</source>
        <translation>Software of the key</translation>
    </message>
    <message>
        <source>Fixed by the administrator of this computer.</source>
        <translation>Fixed by the administrator of this computer.</translation>
    </message>
    <message>
        <source>Counts at once.</source>
        <translation>Counts at once.</translation>
    </message>
    <message>
        <source>Counts after a restart of the program.</source>
        <translation>Counts after a restart of the program.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Nothing in this window moves by itself.</source>
        <translation>Nothing in this window moves by itself.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>None</translation>
    </message>
    <message>
        <source>One address for everything</source>
        <translation>One address for everything</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>The way through your office&apos;s network.</source>
        <translation>The way through your office&apos;s network.</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Not at all</translation>
    </message>
    <message>
        <source>The files of an act are removed this long after the platform received them.</source>
        <translation>The files of an act are removed this long after the platform received them.</translation>
    </message>
    <message>
        <source>Keep signed files here for</source>
        <translation>Keep signed files here for</translation>
    </message>
    <message>
        <source>So that the others in the office can work while plans are transferred.</source>
        <translation>So that the others in the office can work while plans are transferred.</translation>
    </message>
    <message>
        <source>Most for receiving</source>
        <translation>Most for receiving</translation>
    </message>
    <message>
        <source>Most for sending</source>
        <translation>Most for sending</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 a second</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>No limit</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>the system&apos;s keyring</source>
        <translation>the system&apos;s keyring</translation>
    </message>
    <message>
        <source>a private file</source>
        <translation>a private file</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>Keys to what is kept here</source>
        <translation>Keys to what is kept here</translation>
    </message>
    <message>
        <source>Level of the signatures</source>
        <translation>Level of the signatures</translation>
    </message>
    <message>
        <source>The decision must have been seen</source>
        <translation>The decision must have been seen</translation>
    </message>
    <message>
        <source>The plans must have been seen</source>
        <translation>The plans must have been seen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>All pages</source>
        <translation>All pages</translation>
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
        <translation>Drag the outline to where your signature is to be shown, or move it with Shift and the arrows.</translation>
    </message>
    <message>
        <source>Your signature will be shown on page %1.</source>
        <translation>Your signature will be shown on page %1.</translation>
    </message>
    <message>
        <source>Show page %1</source>
        <translation>Show page %1</translation>
    </message>
    <message>
        <source>Put it on this page</source>
        <translation>Put it on this page</translation>
    </message>
    <message>
        <source>Place it automatically</source>
        <translation>Place it automatically</translation>
    </message>
</context>
<context>
    <name>Stops</name>
    <message>
        <source>Insert the key</source>
        <translation>Insert the key</translation>
    </message>
    <message>
        <source>Choose the PIN</source>
        <translation>Choose the PIN</translation>
    </message>
    <message>
        <source>Check the name and CIN</source>
        <translation>Check the name and CIN</translation>
    </message>
    <message>
        <source>What each recipient reads</source>
        <translation>What each recipient reads</translation>
    </message>
    <message>
        <source>Make a test signature</source>
        <translation>Make a test signature</translation>
    </message>
    <message>
        <source>Key registered</source>
        <translation>Key registered</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Unknown: nobody has declared it</source>
        <translation>Unknown: nobody has declared it</translation>
    </message>
    <message>
        <source>Under way, as declared by %1</source>
        <translation>Under way, as declared by %1</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>Declared by %1</source>
        <translation>Declared by %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Done on %1</source>
        <translation>Done on %1</translation>
    </message>
    <message>
        <source>Declared by %1 on %2</source>
        <translation>Declared by %1 on %2</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>Test signature</source>
        <translation>Test signature</translation>
    </message>
    <message>
        <source>By entering my code, I sign this sentence and nothing else:</source>
        <translation>By entering my code, I sign this sentence and nothing else:</translation>
    </message>
</context>
<context>
    <name>UrgencyBar</name>
    <message>
        <source>Overdue</source>
        <translation>Overdue</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) overdue</source>
        <translation>
            <numerusform>%n act overdue</numerusform>
            <numerusform>%n acts overdue</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) due today</source>
        <translation>
            <numerusform>%n act due today</numerusform>
            <numerusform>%n acts due today</numerusform>
        </translation>
    </message>
    <message>
        <source>In 3 days</source>
        <translation>In 3 days</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) due within three days</source>
        <translation>
            <numerusform>%n act due within three days</numerusform>
            <numerusform>%n acts due within three days</numerusform>
        </translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) due later</source>
        <translation>
            <numerusform>%n act due later</numerusform>
            <numerusform>%n acts due later</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerificationPage</name>
    <message>
        <source>Files to verify</source>
        <translation>Files to verify</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>The file that was signed</source>
        <translation>The file that was signed</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>No act was signed on this PC yet.</source>
        <translation>No act was signed on this PC yet.</translation>
    </message>
    <message>
        <source>Being verified…</source>
        <translation>Being verified…</translation>
    </message>
    <message>
        <source>Choose the file that was signed…</source>
        <translation>Choose the file that was signed…</translation>
    </message>
    <message>
        <source>Verifying file %1 of %2</source>
        <translation>Verifying file %1 of %2</translation>
    </message>
    <message>
        <source>Verify signatures</source>
        <translation>Verify signatures</translation>
    </message>
    <message>
        <source>Open or drop here signed PDF files, or detached signatures (.p7s) with the files that they are of.</source>
        <translation>Open or drop here signed PDF files, or detached signatures (.p7s) with the files that they are of.</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>Open files…</translation>
    </message>
    <message>
        <source>Acts signed on this PC</source>
        <translation>Acts signed on this PC</translation>
    </message>
    <message>
        <source>Ask the certification authorities about revocation</source>
        <translation>Ask the certification authorities about revocation</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>Save the report…</translation>
    </message>
    <message>
        <source>The report is saved as %1.</source>
        <translation>The report is saved as %1.</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>The earlier version</source>
        <translation>The earlier version</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Your signature will be shown here</source>
        <translation>Your signature will be shown here</translation>
    </message>
    <message>
        <source>This part could not be drawn at this size.</source>
        <translation>This part could not be drawn at this size.</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>Opening the document…</translation>
    </message>
    <message>
        <source>No document is open.</source>
        <translation>No document is open.</translation>
    </message>
    <message>
        <source>{title}, page {page} of {count}</source>
        <translation>{title}, page {page} of {count}</translation>
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
        <translation>Your key</translation>
    </message>
    <message>
        <source>The platform does not issue keys: each step is what somebody has declared, unknown until then.</source>
        <translation>The platform does not issue keys: each step is what somebody has declared, unknown until then.</translation>
    </message>
    <message>
        <source>See my acts</source>
        <translation>See my acts</translation>
    </message>
    <message>
        <source>I have my key: first use</source>
        <translation>I have my key: first use</translation>
    </message>
    <message>
        <source>Your key is ready: nothing is missing.</source>
        <translation>Your key is ready: nothing is missing.</translation>
    </message>
    <message>
        <source>If it is done already, ask the commune&apos;s services to declare it.</source>
        <translation>If it is done already, ask the commune&apos;s services to declare it.</translation>
    </message>
    <message>
        <source>What is missing: %1</source>
        <translation>What is missing: %1</translation>
    </message>
    <message>
        <source>you</source>
        <translation>you</translation>
    </message>
    <message>
        <source>Who must act: %1</source>
        <translation>Who must act: %1</translation>
    </message>
    <message>
        <source>The file lapses on %1</source>
        <translation>The file lapses on %1</translation>
    </message>
    <message>
        <source>A file that is not complete six months after the order is closed: the key must be ordered again.</source>
        <translation>A file that is not complete six months after the order is closed: the key must be ordered again.</translation>
    </message>
    <message>
        <source>No act awaits your signature.</source>
        <translation>No act awaits your signature.</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) await your signature</source>
        <translation>
            <numerusform>%n act awaits your signature</numerusform>
            <numerusform>%n acts await your signature</numerusform>
        </translation>
    </message>
    <message>
        <source>It has waited since %1.</source>
        <translation>It has waited since %1.</translation>
    </message>
    <message>
        <source>The oldest has waited since %1.</source>
        <translation>The oldest has waited since %1.</translation>
    </message>
    <message>
        <source>Everything can be read now, and signed once your key is ready.</source>
        <translation>Everything can be read now, and signed once your key is ready.</translation>
    </message>
    <message>
        <source>Who may sign meanwhile</source>
        <translation>Who may sign meanwhile</translation>
    </message>
    <message>
        <source>The platform names nobody else for today.</source>
        <translation>The platform names nobody else for today.</translation>
    </message>
    <message>
        <source>The president may delegate the signature to a vice-president by order (organic law 113-14, article 103); the services then record it on the platform.</source>
        <translation>The president may delegate the signature to a vice-president by order (organic law 113-14, article 103); the services then record it on the platform.</translation>
    </message>
    <message>
        <source>By delegation of signature</source>
        <translation>By delegation of signature</translation>
    </message>
    <message>
        <source>By delegation of powers</source>
        <translation>By delegation of powers</translation>
    </message>
    <message>
        <source>Acting in the president&apos;s place</source>
        <translation>Acting in the president&apos;s place</translation>
    </message>
    <message>
        <source>key ready</source>
        <translation>key ready</translation>
    </message>
    <message>
        <source>key not ready</source>
        <translation>key not ready</translation>
    </message>
    <message>
        <source>nothing is known of the key</source>
        <translation>nothing is known of the key</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>until %1</translation>
    </message>
</context>
</TS>

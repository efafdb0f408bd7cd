<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>ActDelegate</name>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>لا تأخير</numerusform>
            <numerusform>متأخر بيوم واحد</numerusform>
            <numerusform>متأخر بيومين</numerusform>
            <numerusform>متأخر بـ %n أيام</numerusform>
            <numerusform>متأخر بـ %n يوما</numerusform>
            <numerusform>متأخر بـ %n يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>due today</source>
        <translation>الأجل اليوم</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>لم يبق أي يوم</numerusform>
            <numerusform>بقي يوم واحد</numerusform>
            <numerusform>بقي يومان</numerusform>
            <numerusform>بقيت %n أيام</numerusform>
            <numerusform>بقي %n يوما</numerusform>
            <numerusform>بقي %n يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 signed</source>
        <translation>وُقّع %1</translation>
    </message>
    <message>
        <source>%1 seen</source>
        <translation>اطُّلع على %1</translation>
    </message>
</context>
<context>
    <name>ActPage</name>
    <message>
        <source>Sign the ticked acts (%1)</source>
        <translation>توقيع القرارات المؤشر عليها (%1)</translation>
    </message>
    <message numerus="yes">
        <source>Sign all that is ready (%n)</source>
        <translation>
            <numerusform>توقيع كل ما هو جاهز (%n)</numerusform>
            <numerusform>توقيع كل ما هو جاهز (%n)</numerusform>
            <numerusform>توقيع كل ما هو جاهز (%n)</numerusform>
            <numerusform>توقيع كل ما هو جاهز (%n)</numerusform>
            <numerusform>توقيع كل ما هو جاهز (%n)</numerusform>
            <numerusform>توقيع كل ما هو جاهز (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>What you should know about this piece</source>
        <translation>ما ينبغي معرفته عن هذه الوثيقة</translation>
    </message>
    <message>
        <source>Page %1: %2</source>
        <translation>الصفحة %1: %2</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>الملف: %1</translation>
    </message>
    <message>
        <source>Size: %1 bytes</source>
        <translation>الحجم: %1 بايت</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256: %1</translation>
    </message>
    <message>
        <source>Look at it with a program made for its format, and compare the SHA-256.</source>
        <translation>اطلعوا عليها ببرنامج مخصص لصيغتها، وقارنوا بصمة SHA-256.</translation>
    </message>
    <message>
        <source>This document cannot be shown here</source>
        <translation>لا يمكن عرض هذه الوثيقة هنا</translation>
    </message>
    <message>
        <source>Return to the services…</source>
        <translation>إعادة إلى المصالح…</translation>
    </message>
    <message>
        <source>Sign this act</source>
        <translation>توقيع هذا القرار</translation>
    </message>
</context>
<context>
    <name>ActsPanel</name>
    <message>
        <source>Acts awaiting signature</source>
        <translation>القرارات في انتظار التوقيع</translation>
    </message>
    <message>
        <source>Take this act earlier (Alt+Up)</source>
        <translation>تقديم هذا القرار في اللائحة (Alt+أعلى)</translation>
    </message>
    <message>
        <source>Take this act later (Alt+Down)</source>
        <translation>تأخير هذا القرار في اللائحة (Alt+أسفل)</translation>
    </message>
    <message>
        <source>Search: reference, name, parcel…</source>
        <translation>بحث: المرجع، الاسم، القطعة…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>No act is like this. Change the search or the filters.</source>
        <translation>لا يوجد قرار مطابق. غيّروا البحث أو التصفية.</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>of {count}</source>
        <translation>من {count}</translation>
    </message>
    <message>
        <source>Size {percent} %, press for 100 %</source>
        <translation>الحجم {percent} %، اضغطوا للعودة إلى 100 %</translation>
    </message>
    <message>
        <source>Previous page (Page Up)</source>
        <translation>الصفحة السابقة (Page Up)</translation>
    </message>
    <message>
        <source>Next page (Page Down)</source>
        <translation>الصفحة الموالية (Page Down)</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>تصغير (−)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>تكبير (+)</translation>
    </message>
    <message>
        <source>Fit the width (2)</source>
        <translation>ملء العرض (2)</translation>
    </message>
    <message>
        <source>Turn the view clockwise (R)</source>
        <translation>تدوير العرض إلى اليمين (R)</translation>
    </message>
    <message>
        <source>Fit the page (0)</source>
        <translation>الصفحة كاملة (0)</translation>
    </message>
    <message>
        <source>Mark a place with the mouse (M: what is seen)</source>
        <translation>وضع علامة بالفأرة (M: ما هو ظاهر)</translation>
    </message>
    <message>
        <source>All pages, small (T)</source>
        <translation>كل الصفحات مصغّرة (T)</translation>
    </message>
    <message>
        <source>Search in the text (Ctrl+Shift+F)</source>
        <translation>البحث في النص (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>What changed since the last pass (C)</source>
        <translation>ما تغيّر منذ العرض السابق (C)</translation>
    </message>
    <message>
        <source>Another document beside this one (B)</source>
        <translation>وثيقة أخرى بجانب هذه (B)</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>أدوات أخرى</translation>
    </message>
    <message>
        <source>Size on paper, 100 % (1)</source>
        <translation>الحجم الحقيقي، 100 % (1)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>الصفحة</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>waiting</source>
        <translation>في الانتظار</translation>
    </message>
    <message numerus="yes">
        <source>About %n second(s) left</source>
        <translation>
            <numerusform>على وشك الانتهاء</numerusform>
            <numerusform>بقيت ثانية واحدة تقريبا</numerusform>
            <numerusform>بقيت ثانيتان تقريبا</numerusform>
            <numerusform>بقيت %n ثوان تقريبا</numerusform>
            <numerusform>بقيت %n ثانية تقريبا</numerusform>
            <numerusform>بقيت %n ثانية تقريبا</numerusform>
        </translation>
    </message>
    <message>
        <source>signing…</source>
        <translation>جارٍ التوقيع…</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>موقَّع</translation>
    </message>
    <message>
        <source>signed and checked</source>
        <translation>موقَّع ومتحقَّق منه</translation>
    </message>
    <message>
        <source>being sent…</source>
        <translation>جارٍ الإرسال…</translation>
    </message>
    <message>
        <source>received by the platform</source>
        <translation>استلمته المنصة</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>مرفوض</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>تعذّر</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>مسحوب</translation>
    </message>
    <message>
        <source>Stopping after the document in hand…</source>
        <translation>سيتوقف بعد الوثيقة الجارية…</translation>
    </message>
    <message>
        <source>the proofs that make it last follow by themselves</source>
        <translation>ستليه أدلة الأمد الطويل تلقائيا</translation>
    </message>
    <message>
        <source>signed and received by the platform</source>
        <translation>موقَّع واستلمته المنصة</translation>
    </message>
    <message>
        <source>signed, kept here, to be sent</source>
        <translation>موقَّع ومحفوظ هنا، في انتظار الإرسال</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>غير موقَّع</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) signed and held back here, until you let them go.</source>
        <translation>
            <numerusform>لا وثيقة موقعة محتفظ بها هنا.</numerusform>
            <numerusform>وثيقة واحدة موقعة محتفظ بها هنا إلى أن تأذنوا بإرسالها.</numerusform>
            <numerusform>وثيقتان موقعتان محتفظ بهما هنا إلى أن تأذنوا بإرسالهما.</numerusform>
            <numerusform>%n وثائق موقعة محتفظ بها هنا إلى أن تأذنوا بإرسالها.</numerusform>
            <numerusform>%n وثيقة موقعة محتفظ بها هنا إلى أن تأذنوا بإرسالها.</numerusform>
            <numerusform>%n وثيقة موقعة محتفظ بها هنا إلى أن تأذنوا بإرسالها.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) signed and kept here: they will be sent as soon as the platform answers.</source>
        <translation>
            <numerusform>لا وثائق محفوظة هنا.</numerusform>
            <numerusform>وثيقة واحدة موقَّعة ومحفوظة هنا: تُرسل فور استجابة المنصة.</numerusform>
            <numerusform>وثيقتان موقَّعتان ومحفوظتان هنا: تُرسلان فور استجابة المنصة.</numerusform>
            <numerusform>%n وثائق موقَّعة ومحفوظة هنا: تُرسل فور استجابة المنصة.</numerusform>
            <numerusform>%n وثيقة موقَّعة ومحفوظة هنا: تُرسل فور استجابة المنصة.</numerusform>
            <numerusform>%n وثيقة موقَّعة ومحفوظة هنا: تُرسل فور استجابة المنصة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) not signed.</source>
        <translation>
            <numerusform>لا وثيقة غير موقَّعة.</numerusform>
            <numerusform>وثيقة واحدة غير موقَّعة.</numerusform>
            <numerusform>وثيقتان غير موقَّعتين.</numerusform>
            <numerusform>%n وثائق غير موقَّعة.</numerusform>
            <numerusform>%n وثيقة غير موقَّعة.</numerusform>
            <numerusform>%n وثيقة غير موقَّعة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) signed and received by the platform.</source>
        <translation>
            <numerusform>لم تستلم المنصة أي وثيقة موقَّعة.</numerusform>
            <numerusform>وثيقة واحدة موقَّعة استلمتها المنصة.</numerusform>
            <numerusform>وثيقتان موقَّعتان استلمتهما المنصة.</numerusform>
            <numerusform>%n وثائق موقَّعة استلمتها المنصة.</numerusform>
            <numerusform>%n وثيقة موقَّعة استلمتها المنصة.</numerusform>
            <numerusform>%n وثيقة موقَّعة استلمتها المنصة.</numerusform>
        </translation>
    </message>
    <message>
        <source>Document</source>
        <translation>الوثيقة</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>Documents of the batch</source>
        <translation>وثائق الدفعة</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Back to the acts</source>
        <translation>العودة إلى القرارات</translation>
    </message>
    <message>
        <source>Verify these signatures</source>
        <translation>التحقق من هذه التوقيعات</translation>
    </message>
    <message>
        <source>Signing in progress</source>
        <translation>التوقيع جارٍ</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>توقف مؤقت</translation>
    </message>
    <message>
        <source>Do not send yet</source>
        <translation>عدم الإرسال الآن</translation>
    </message>
    <message>
        <source>Keep what is signed here until you let it go</source>
        <translation>الاحتفاظ هنا بما وُقّع إلى أن تأذنوا بإرساله</translation>
    </message>
    <message>
        <source>Paused after the document in hand. The key closes by itself if this lasts.</source>
        <translation>توقف مؤقت بعد الوثيقة الجارية. يُغلق المفتاح من تلقاء نفسه إن طال الأمر.</translation>
    </message>
    <message>
        <source>What is signed will be kept here until you let it go.</source>
        <translation>سيبقى ما وُقّع هنا إلى أن تأذنوا بإرساله.</translation>
    </message>
    <message>
        <source>Leave the key inserted until the end.</source>
        <translation>اتركوا المفتاح موصولا حتى النهاية.</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>Move together</source>
        <translation>تحريك معا</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>الصفحة</translation>
    </message>
    <message>
        <source>Show one document only</source>
        <translation>عرض وثيقة واحدة فقط</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>جارٍ فتح الوثيقة…</translation>
    </message>
    <message>
        <source>This part could not be drawn at this size.</source>
        <translation>تعذّر عرض هذا الجزء بهذا الحجم.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>{title}, page {page} of {count}</source>
        <translation>{title}، الصفحة {page} من {count}</translation>
    </message>
</context>
<context>
    <name>BoardModel</name>
    <message>
        <source>not known</source>
        <translation>غير معروف</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>no</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>الجماعة</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>العمالة أو الإقليم</translation>
    </message>
    <message>
        <source>State of the key</source>
        <translation>حالة المفتاح</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>منذ</translation>
    </message>
    <message>
        <source>Acts waiting</source>
        <translation>قرارات في الانتظار</translation>
    </message>
    <message>
        <source>Days lost</source>
        <translation>الأيام الضائعة</translation>
    </message>
    <message>
        <source>Somebody signs meanwhile</source>
        <translation>من يوقع في انتظار ذلك</translation>
    </message>
</context>
<context>
    <name>BoardPage</name>
    <message>
        <source>communes</source>
        <translation>جماعة</translation>
    </message>
    <message>
        <source>with a ready key</source>
        <translation>بمفتاح جاهز</translation>
    </message>
    <message>
        <source>acts waiting</source>
        <translation>قرارات في الانتظار</translation>
    </message>
    <message>
        <source>days lost</source>
        <translation>أيام ضائعة</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>تصدير</translation>
    </message>
    <message>
        <source>Spreadsheet (*.csv)</source>
        <translation>جدول (*.csv)</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>تم التصدير</translation>
    </message>
    <message>
        <source>The presidents&apos; keys</source>
        <translation>مفاتيح الرؤساء</translation>
    </message>
    <message>
        <source>As declared on %1. Names places, never a person.</source>
        <translation>حسب التصريحات إلى غاية %1. تُذكر الأماكن ولا يُذكر أي شخص.</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>جار سؤال المنصة…</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>الجماعة</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Communes by the state of their key</source>
        <translation>الجماعات حسب حالة مفاتيحها</translation>
    </message>
    <message>
        <source>All provinces</source>
        <translation>جميع العمالات والأقاليم</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>جميع الحالات</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>العمالة أو الإقليم</translation>
    </message>
    <message>
        <source>State of the key</source>
        <translation>حالة المفتاح</translation>
    </message>
</context>
<context>
    <name>BookPage</name>
    <message>
        <source>No act awaits your signature.</source>
        <translation>لا يوجد قرار في انتظار توقيعكم.</translation>
    </message>
    <message>
        <source>Reading the acts…</source>
        <translation>قراءة القرارات…</translation>
    </message>
</context>
<context>
    <name>ChangesPanel</name>
    <message>
        <source>Page {number} of the earlier version was removed</source>
        <translation>حُذفت الصفحة {number} من النسخة السابقة</translation>
    </message>
    <message>
        <source>Page {number} was added</source>
        <translation>أضيفت الصفحة {number}</translation>
    </message>
    <message>
        <source>Added on page {number}</source>
        <translation>أضيف في الصفحة {number}</translation>
    </message>
    <message>
        <source>Removed from page {number}</source>
        <translation>حُذف من الصفحة {number}</translation>
    </message>
    <message>
        <source>Changed on page {number}</source>
        <translation>عُدّل في الصفحة {number}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>مقارنة</translation>
    </message>
    <message>
        <source>The earlier version is being fetched…</source>
        <translation>جارٍ تحميل النسخة السابقة…</translation>
    </message>
    <message>
        <source>Comparing… {done} of {pages}</source>
        <translation>جارية المقارنة… {done} من {pages}</translation>
    </message>
    <message>
        <source>The comparison was stopped.</source>
        <translation>أوقفت المقارنة.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) differ</source>
        <translation>
            <numerusform>لا اختلاف</numerusform>
            <numerusform>موضع واحد مختلف</numerusform>
            <numerusform>موضعان مختلفان</numerusform>
            <numerusform>%n مواضع مختلفة</numerusform>
            <numerusform>%n موضعا مختلفا</numerusform>
            <numerusform>%n موضع مختلف</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing that can be seen has changed.</source>
        <translation>لم يتغير أي شيء ظاهر.</translation>
    </message>
    <message>
        <source>Changes since the last pass</source>
        <translation>التغييرات منذ العرض السابق</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>How much of the earlier version shows through</source>
        <translation>مقدار ما يظهر من النسخة السابقة</translation>
    </message>
    <message>
        <source>Flip between both (X)</source>
        <translation>التنقل بين النسختين (X)</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Show all again</source>
        <translation>إظهار الكل من جديد</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) ticked</source>
        <translation>
            <numerusform>لم يؤشر على أي قرار</numerusform>
            <numerusform>قرار واحد مؤشر عليه</numerusform>
            <numerusform>قراران مؤشر عليهما</numerusform>
            <numerusform>%n قرارات مؤشر عليها</numerusform>
            <numerusform>%n قرارا مؤشرا عليه</numerusform>
            <numerusform>%n قرار مؤشر عليه</numerusform>
        </translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>إلغاء كل التأشيرات</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Report written</source>
        <translation>كُتب التقرير</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>حفظ التقرير</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>صفحة (*.html)</translation>
    </message>
    <message>
        <source>Examination of this PC</source>
        <translation>فحص هذا الحاسوب</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Examine again</source>
        <translation>إعادة الفحص</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>حفظ التقرير…</translation>
    </message>
    <message>
        <source>Simple repairs</source>
        <translation>إصلاحات بسيطة</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>إصلاح</translation>
    </message>
    <message>
        <source>What was examined</source>
        <translation>ما تم فحصه</translation>
    </message>
    <message>
        <source>Progress of the examination</source>
        <translation>تقدم الفحص</translation>
    </message>
    <message>
        <source>Examining… it takes a few seconds.</source>
        <translation>الفحص جارٍ… بضع ثوان.</translation>
    </message>
    <message>
        <source>Not examined yet.</source>
        <translation>لم يُفحص بعد.</translation>
    </message>
    <message>
        <source>Code to read over the phone:</source>
        <translation>الرمز الذي يُقرأ بالهاتف:</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Applicant</source>
        <translation>صاحب الشأن</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>الجماعة</translation>
    </message>
    <message>
        <source>Architect</source>
        <translation>المهندس المعماري</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Parcel, land title</source>
        <translation>القطعة، الرسم العقاري</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>الأجل</translation>
    </message>
    <message>
        <source>Opinions</source>
        <translation>الآراء</translation>
    </message>
    <message>
        <source>Everything about this act (Ctrl+I)</source>
        <translation>كل ما يخص هذا القرار (Ctrl+I)</translation>
    </message>
    <message>
        <source>Notes about this act (Ctrl+N)</source>
        <translation>ملاحظات حول هذا القرار (Ctrl+N)</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n ملاحظة</numerusform>
            <numerusform>ملاحظة واحدة</numerusform>
            <numerusform>ملاحظتان</numerusform>
            <numerusform>%n ملاحظات</numerusform>
            <numerusform>%n ملاحظة</numerusform>
            <numerusform>%n ملاحظة</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the acts (Esc)</source>
        <translation>العودة إلى القرارات (Esc)</translation>
    </message>
    <message>
        <source>You sign as</source>
        <translation>توقّعون بصفة</translation>
    </message>
    <message>
        <source>favourable</source>
        <translation>موافق</translation>
    </message>
    <message>
        <source>favourable with reservations</source>
        <translation>موافق مع تحفظات</translation>
    </message>
    <message>
        <source>adverse</source>
        <translation>غير موافق</translation>
    </message>
    <message>
        <source>adjourned</source>
        <translation>مؤجل</translation>
    </message>
    <message>
        <source>binding</source>
        <translation>رأي ملزم</translation>
    </message>
</context>
<context>
    <name>FactsDialog</name>
    <message>
        <source>Everything about this act</source>
        <translation>كل ما يخص هذا القرار</translation>
    </message>
    <message>
        <source>Opinions of the commission</source>
        <translation>آراء اللجنة</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>binding opinion</source>
        <translation>رأي ملزم</translation>
    </message>
    <message>
        <source>advisory opinion</source>
        <translation>رأي استشاري</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>All</source>
        <translation>الكل</translation>
    </message>
    <message>
        <source>Family of acts</source>
        <translation>صنف القرارات</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>الجماعة</translation>
    </message>
    <message>
        <source>District</source>
        <translation>المقاطعة</translation>
    </message>
    <message>
        <source>Show only one family, commune or district</source>
        <translation>إظهار صنف أو جماعة أو مقاطعة فقط</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>تصفية</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Page {number}</source>
        <translation>الصفحة {number}</translation>
    </message>
    <message>
        <source>The search could not be finished.</source>
        <translation>تعذّر إتمام البحث.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>غير موجود</translation>
    </message>
    <message>
        <source>This document has no text: it is a picture.</source>
        <translation>لا نص في هذه الوثيقة: إنها صورة.</translation>
    </message>
    <message>
        <source>Words of the document</source>
        <translation>كلمات الوثيقة</translation>
    </message>
    <message>
        <source>Clear the words</source>
        <translation>مسح الكلمات</translation>
    </message>
    <message>
        <source>Where the words were found</source>
        <translation>مواضع الكلمات</translation>
    </message>
    <message>
        <source>The place before (Shift+F3)</source>
        <translation>الموضع السابق (Shift+F3)</translation>
    </message>
    <message>
        <source>The next place (F3)</source>
        <translation>الموضع الموالي (F3)</translation>
    </message>
</context>
<context>
    <name>FirstUsePage</name>
    <message>
        <source>First use of your key</source>
        <translation>الاستعمال الأول لمفتاحكم</translation>
    </message>
    <message>
        <source>A few minutes, in one sitting. You may leave and go on later where you were.</source>
        <translation>بضع دقائق في جلسة واحدة. يمكنكم المغادرة ثم المتابعة لاحقا من حيث توقفتم.</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>المتابعة لاحقا</translation>
    </message>
    <message>
        <source>Work under way</source>
        <translation>عملية جارية</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Rokhas Desktop</source>
        <translation>رخص · برنامج التوقيع</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>غير متصل</translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>لا شيء للإرسال</numerusform>
            <numerusform>واحدة للإرسال</numerusform>
            <numerusform>اثنتان للإرسال</numerusform>
            <numerusform>%n للإرسال</numerusform>
            <numerusform>%n للإرسال</numerusform>
            <numerusform>%n للإرسال</numerusform>
        </translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>مفتاحكم</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>التحقق</translation>
    </message>
    <message>
        <source>Verify the signatures of files</source>
        <translation>التحقق من توقيعات الملفات</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>مزامنة</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>تسجيل الخروج</translation>
    </message>
    <message>
        <source>Prepare for a meeting without a line</source>
        <translation>التحضير لاجتماع بدون شبكة</translation>
    </message>
    <message>
        <source>Erase my data from this PC…</source>
        <translation>مسح معطياتي من هذا الحاسوب…</translation>
    </message>
    <message>
        <source>Keyboard (F1)</source>
        <translation>لوحة المفاتيح (F1)</translation>
    </message>
    <message>
        <source>Signed acts</source>
        <translation>القرارات الموقعة</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Synchronising…</source>
        <translation>جارية المزامنة…</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>بقي نحو %1</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>The acts</source>
        <translation>القرارات</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Tick the act, or take its tick off</source>
        <translation>التأشير على القرار أو إلغاء التأشير</translation>
    </message>
    <message>
        <source>Take the act earlier</source>
        <translation>تقديم القرار</translation>
    </message>
    <message>
        <source>Take the act later</source>
        <translation>تأخير القرار</translation>
    </message>
    <message>
        <source>Synchronise with the platform</source>
        <translation>المزامنة مع المنصة</translation>
    </message>
    <message>
        <source>The act that is shown</source>
        <translation>القرار المعروض</translation>
    </message>
    <message>
        <source>Everything about this act</source>
        <translation>كل ما يخص هذا القرار</translation>
    </message>
    <message>
        <source>Notes about this act</source>
        <translation>ملاحظات حول هذا القرار</translation>
    </message>
    <message>
        <source>Next piece</source>
        <translation>الوثيقة التالية</translation>
    </message>
    <message>
        <source>Previous piece</source>
        <translation>الوثيقة السابقة</translation>
    </message>
    <message>
        <source>Sign this act</source>
        <translation>توقيع هذا القرار</translation>
    </message>
    <message>
        <source>Sign the ticked acts, or all that are ready</source>
        <translation>توقيع القرارات المؤشر عليها، أو كل ما هو جاهز</translation>
    </message>
    <message>
        <source>Return this act for correction</source>
        <translation>إعادة هذا القرار للتصحيح</translation>
    </message>
    <message>
        <source>The page that is shown</source>
        <translation>الصفحة المعروضة</translation>
    </message>
    <message>
        <source>Further down, then the next page</source>
        <translation>النزول، ثم الصفحة التالية</translation>
    </message>
    <message>
        <source>Further up, then the previous page</source>
        <translation>الصعود، ثم الصفحة السابقة</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>تكبير</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>تصغير</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>الصفحة كاملة</translation>
    </message>
    <message>
        <source>Size on paper, 100 %</source>
        <translation>الحجم الحقيقي، 100 %</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>ملء العرض</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>تدوير العرض</translation>
    </message>
    <message>
        <source>Mark what is seen, to return the act with it</source>
        <translation>وضع علامة على ما هو ظاهر لإعادة القرار بها</translation>
    </message>
    <message>
        <source>All pages, small</source>
        <translation>كل الصفحات مصغّرة</translation>
    </message>
    <message>
        <source>Search in the text</source>
        <translation>البحث في النص</translation>
    </message>
    <message>
        <source>The next place that was found or has changed</source>
        <translation>الموضع الموالي الذي وُجد أو تغيّر</translation>
    </message>
    <message>
        <source>The place before</source>
        <translation>الموضع السابق</translation>
    </message>
    <message>
        <source>What changed since the last pass</source>
        <translation>ما تغيّر منذ العرض السابق</translation>
    </message>
    <message>
        <source>Flip between this version and the earlier one</source>
        <translation>التنقل بين هذه النسخة والسابقة</translation>
    </message>
    <message>
        <source>Another document beside this one</source>
        <translation>وثيقة أخرى بجانب هذه</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>في كل مكان</translation>
    </message>
    <message>
        <source>Next area of the window</source>
        <translation>المنطقة التالية من النافذة</translation>
    </message>
    <message>
        <source>Next control</source>
        <translation>العنصر التالي</translation>
    </message>
    <message>
        <source>Close a dialog</source>
        <translation>إغلاق النافذة الفرعية</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>هذه القائمة</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message numerus="yes">
        <source>%n piece(s) still to be seen before signing.</source>
        <translation>
            <numerusform>اطُّلع على جميع الوثائق.</numerusform>
            <numerusform>بقيت وثيقة واحدة للاطلاع عليها قبل التوقيع.</numerusform>
            <numerusform>بقيت وثيقتان للاطلاع عليهما قبل التوقيع.</numerusform>
            <numerusform>بقيت %n وثائق للاطلاع عليها قبل التوقيع.</numerusform>
            <numerusform>بقيت %n وثيقة للاطلاع عليها قبل التوقيع.</numerusform>
            <numerusform>بقيت %n وثيقة للاطلاع عليها قبل التوقيع.</numerusform>
        </translation>
    </message>
    <message>
        <source>This account prepares acts; it does not sign.</source>
        <translation>هذا الحساب يهيئ القرارات ولا يوقّعها.</translation>
    </message>
    <message>
        <source>Insert the signing key.</source>
        <translation>أدخلوا مفتاح التوقيع.</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>none</source>
        <translation>بدون</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>انقضى</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>احترم</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>القرار</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>صاحب الطلب</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>تاريخ التوقيع</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>الانتظار</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>الأجل</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>الوثائق</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Saved.</source>
        <translation>تم الحفظ.</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>تم التصدير.</translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) are no PDF and were left out.</source>
        <translation>
            <numerusform>%n وثيقة ليست بصيغة PDF ولم تطبع.</numerusform>
            <numerusform>وثيقة واحدة ليست بصيغة PDF ولم تطبع.</numerusform>
            <numerusform>وثيقتان ليستا بصيغة PDF ولم تطبعا.</numerusform>
            <numerusform>%n وثائق ليست بصيغة PDF ولم تطبع.</numerusform>
            <numerusform>%n وثيقة ليست بصيغة PDF ولم تطبع.</numerusform>
            <numerusform>%n وثيقة ليست بصيغة PDF ولم تطبع.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) went to the printer.</source>
        <translation>
            <numerusform>%n صفحة أرسلت إلى الطابعة.</numerusform>
            <numerusform>صفحة واحدة أرسلت إلى الطابعة.</numerusform>
            <numerusform>صفحتان أرسلتا إلى الطابعة.</numerusform>
            <numerusform>%n صفحات أرسلت إلى الطابعة.</numerusform>
            <numerusform>%n صفحة أرسلت إلى الطابعة.</numerusform>
            <numerusform>%n صفحة أرسلت إلى الطابعة.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>تصدير اللائحة</translation>
    </message>
    <message>
        <source>Spreadsheet (*.csv)</source>
        <translation>جدول (*.csv)</translation>
    </message>
    <message>
        <source>Where to save the signed documents</source>
        <translation>مكان حفظ الوثائق الموقعة</translation>
    </message>
    <message>
        <source>Signed acts</source>
        <translation>القرارات الموقعة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Search: reference, name, parcel…</source>
        <translation>بحث: المرجع، الاسم، القطعة…</translation>
    </message>
    <message>
        <source>Search the signed acts</source>
        <translation>البحث في القرارات الموقعة</translation>
    </message>
    <message>
        <source>Export the list…</source>
        <translation>تصدير اللائحة…</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>الفترة</translation>
    </message>
    <message numerus="yes">
        <source>The last %n day(s)</source>
        <translation>
            <numerusform>%n يوم الأخيرة</numerusform>
            <numerusform>اليوم الأخير</numerusform>
            <numerusform>اليومان الأخيران</numerusform>
            <numerusform>%n أيام الأخيرة</numerusform>
            <numerusform>%n يوما الأخيرة</numerusform>
            <numerusform>%n يوم الأخيرة</numerusform>
        </translation>
    </message>
    <message>
        <source>Since ever</source>
        <translation>منذ البداية</translation>
    </message>
    <message>
        <source>Save the signed documents…</source>
        <translation>حفظ الوثائق الموقعة…</translation>
    </message>
    <message>
        <source>Cancel the printing</source>
        <translation>إيقاف الطباعة</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>طباعة…</translation>
    </message>
    <message>
        <source>No signed act is like this.</source>
        <translation>لا يوجد قرار موقع مطابق.</translation>
    </message>
    <message>
        <source>Nothing was signed here yet.</source>
        <translation>لم يوقع شيء هنا بعد.</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n قرار</numerusform>
            <numerusform>قرار واحد</numerusform>
            <numerusform>قراران</numerusform>
            <numerusform>%n قرارات</numerusform>
            <numerusform>%n قرارا</numerusform>
            <numerusform>%n قرار</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n after its deadline</source>
        <translation>
            <numerusform>%n بعد الأجل</numerusform>
            <numerusform>واحد بعد الأجل</numerusform>
            <numerusform>اثنان بعد الأجل</numerusform>
            <numerusform>%n بعد الأجل</numerusform>
            <numerusform>%n بعد الأجل</numerusform>
            <numerusform>%n بعد الأجل</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyCard</name>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Why not?</source>
        <translation>لماذا؟</translation>
    </message>
    <message>
        <source>Insert the signing key into a USB port.</source>
        <translation>أدخلوا مفتاح التوقيع الإلكتروني في منفذ USB.</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>صالح إلى غاية %1</translation>
    </message>
    <message>
        <source>CIN</source>
        <translation>رقم البطاقة الوطنية</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>مفتاح التوقيع</translation>
    </message>
    <message>
        <source>No key inserted</source>
        <translation>لا يوجد مفتاح موصول</translation>
    </message>
    <message>
        <source>Looking for the key…</source>
        <translation>جارٍ البحث عن المفتاح…</translation>
    </message>
    <message>
        <source>Key ready</source>
        <translation>المفتاح جاهز</translation>
    </message>
    <message>
        <source>status being checked</source>
        <translation>جار التحقق من الحالة</translation>
    </message>
    <message>
        <source>status verified</source>
        <translation>تم التحقق من الحالة</translation>
    </message>
    <message>
        <source>status not verified</source>
        <translation>لم يتم التحقق من الحالة</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>Signing key</source>
        <translation>مفتاح التوقيع</translation>
    </message>
    <message>
        <source>Certificates found</source>
        <translation>شهادات التوقيع الموجودة</translation>
    </message>
    <message>
        <source>What to do with this key</source>
        <translation>ما العمل بهذا المفتاح</translation>
    </message>
    <message>
        <source>Examine this PC</source>
        <translation>فحص هذا الحاسوب</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>CIN</source>
        <translation>رقم البطاقة الوطنية</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>غير موجود</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>صادرة عن</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>مدة الصلاحية</translation>
    </message>
    <message>
        <source>Revocation</source>
        <translation>الإلغاء</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Code (PIN)…</source>
        <translation>الرمز السري (PIN)…</translation>
    </message>
    <message>
        <source>This key can sign.</source>
        <translation>يمكن لهذا المفتاح أن يوقّع.</translation>
    </message>
    <message>
        <source>status verified: not revoked</source>
        <translation>تم التحقق من الحالة: غير ملغاة</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>ملغاة</translation>
    </message>
    <message>
        <source>status not verified</source>
        <translation>لم يتم التحقق من الحالة</translation>
    </message>
</context>
<context>
    <name>KeyPlaceDialog</name>
    <message>
        <source>Where should the key to the acts be kept?</source>
        <translation>أين يُحفظ مفتاح القرارات؟</translation>
    </message>
    <message>
        <source>I know this, and want the key in a file</source>
        <translation>أعلم ذلك، وأريد المفتاح في ملف</translation>
    </message>
    <message>
        <source>Keep it in a file and log in</source>
        <translation>حفظه في ملف وتسجيل الدخول</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>Test platform&apos;s certificate</source>
        <translation>شهادة خادم منصة التجربة</translation>
    </message>
    <message>
        <source>Municipal permits</source>
        <translation>رخص الجماعة</translation>
    </message>
    <message>
        <source>Your browser has opened: log in there, then come back here.</source>
        <translation>فُتح المتصفح: سجّلوا الدخول فيه ثم عودوا إلى هنا.</translation>
    </message>
    <message>
        <source>Log in to see the acts that await your signature. The log-in happens in your browser.</source>
        <translation>سجّلوا الدخول للاطلاع على القرارات التي تنتظر توقيعكم. يتم تسجيل الدخول في متصفحكم.</translation>
    </message>
    <message>
        <source>Address of the platform</source>
        <translation>عنوان المنصة</translation>
    </message>
    <message>
        <source>Test platform&apos;s certificate…</source>
        <translation>شهادة خادم منصة التجربة…</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>في انتظار المتصفح…</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Something does not work? Examine this PC</source>
        <translation>مشكلة؟ افحصوا هذا الحاسوب</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Rokhas Desktop</source>
        <translation>رخص · برنامج التوقيع</translation>
    </message>
    <message>
        <source>TEST — nothing signed here has any value</source>
        <translation>تجربة — لا قيمة لأي شيء يُوقَّع هنا</translation>
    </message>
    <message>
        <source>Signing in progress</source>
        <translation>التوقيع جارٍ</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) you signed were not received by the platform yet.</source>
        <translation>
            <numerusform>لا وثيقة موقعة تنتظر.</numerusform>
            <numerusform>وثيقة واحدة وقعتموها لم تتسلمها المنصة بعد.</numerusform>
            <numerusform>وثيقتان وقعتموهما لم تتسلمهما المنصة بعد.</numerusform>
            <numerusform>%n وثائق وقعتموها لم تتسلمها المنصة بعد.</numerusform>
            <numerusform>%n وثيقة وقعتموها لم تتسلمها المنصة بعد.</numerusform>
            <numerusform>%n وثيقة وقعتموها لم تتسلمها المنصة بعد.</numerusform>
        </translation>
    </message>
    <message>
        <source>They stay on this PC and leave when the program is open again. Close now?</source>
        <translation>تبقى على هذا الحاسوب وتُرسَل عند فتح البرنامج من جديد. هل تريدون الإغلاق الآن؟</translation>
    </message>
    <message>
        <source>Signed, not received yet</source>
        <translation>موقَّع ولم يُتسلَّم بعد</translation>
    </message>
    <message>
        <source>Stop after the document in hand and close? What is signed is kept and will be sent.</source>
        <translation>هل تريدون التوقف بعد الوثيقة الجارية والإغلاق؟ ما وُقّع محفوظ وسيُرسل.</translation>
    </message>
</context>
<context>
    <name>MarkChips</name>
    <message>
        <source>Mark %1: piece %2, page %3</source>
        <translation>علامة %1: وثيقة %2، صفحة %3</translation>
    </message>
    <message>
        <source>You can mark places on the pages first (M), to show what is meant.</source>
        <translation>يمكنكم أولا وضع علامات على الصفحات (M) لبيان المقصود.</translation>
    </message>
    <message>
        <source>take this mark off</source>
        <translation>إزالة هذه العلامة</translation>
    </message>
</context>
<context>
    <name>MeetingDialog</name>
    <message>
        <source>Ready for a meeting</source>
        <translation>جاهز للاجتماع</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) can be read without a line</source>
        <translation>
            <numerusform>لا قرار يمكن الاطلاع عليه بدون شبكة</numerusform>
            <numerusform>قرار واحد يمكن الاطلاع عليه بدون شبكة</numerusform>
            <numerusform>قراران يمكن الاطلاع عليهما بدون شبكة</numerusform>
            <numerusform>%n قرارات يمكن الاطلاع عليها بدون شبكة</numerusform>
            <numerusform>%n قرارا يمكن الاطلاع عليه بدون شبكة</numerusform>
            <numerusform>%n قرار يمكن الاطلاع عليه بدون شبكة</numerusform>
        </translation>
    </message>
    <message>
        <source>This PC alone may sign them meanwhile; whether it may without a line is the machine&apos;s policy.</source>
        <translation>هذا الحاسوب وحده يمكنه توقيعها إلى ذلك الحين؛ أما التوقيع بدون شبكة فتحدده سياسة الحاسوب.</translation>
    </message>
    <message>
        <source>documents here: %1</source>
        <translation>الوثائق هنا: %1</translation>
    </message>
    <message>
        <source>reserved until %1</source>
        <translation>محجوز إلى %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>NewPinDialog</name>
    <message>
        <source>Code of the key</source>
        <translation>رمز المفتاح</translation>
    </message>
    <message>
        <source>Code (PIN) of the key</source>
        <translation>الرمز السري (PIN) للمفتاح</translation>
    </message>
    <message>
        <source>Token: %1</source>
        <translation>المفتاح: %1</translation>
    </message>
    <message>
        <source>I know the present code</source>
        <translation>أعرف الرمز الحالي</translation>
    </message>
    <message>
        <source>I have the unblocking code (PUK)</source>
        <translation>لدي رمز فك القفل (PUK)</translation>
    </message>
    <message>
        <source>I am sure of my code</source>
        <translation>أنا متأكد(ة) من رمزي السري</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>الرمز الجديد</translation>
    </message>
    <message>
        <source>New code, again</source>
        <translation>الرمز الجديد مرة أخرى</translation>
    </message>
    <message>
        <source>Open the portal</source>
        <translation>فتح البوابة</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Type the code on the reader</source>
        <translation>إدخال الرمز على القارئ</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>تغيير</translation>
    </message>
    <message>
        <source>The code of this key is managed on the certification authority&apos;s portal.</source>
        <translation>يُدبَّر رمز هذا المفتاح على بوابة سلطة المصادقة.</translation>
    </message>
    <message>
        <source>First code, change and unblocking: %1</source>
        <translation>الرمز الأول والتغيير وفك القفل: %1</translation>
    </message>
    <message>
        <source>The code of this key is locked.</source>
        <translation>رمز هذا المفتاح مقفل.</translation>
    </message>
    <message>
        <source>This key has no code yet.</source>
        <translation>ليس لهذا المفتاح رمز بعد.</translation>
    </message>
    <message>
        <source>A wrong code was entered before; few tries are left.</source>
        <translation>أُدخل رمز خاطئ من قبل؛ بقيت محاولات قليلة.</translation>
    </message>
    <message>
        <source>This is the last try.</source>
        <translation>هذه آخر محاولة.</translation>
    </message>
    <message>
        <source>A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.</source>
        <translation>رمز خاطئ سيقفل المفتاح. إن لم تكونوا متأكدين منه فألغوا واتصلوا بالمساعدة التقنية.</translation>
    </message>
    <message>
        <source>Unblocking code (PUK)</source>
        <translation>رمز فك القفل (PUK)</translation>
    </message>
    <message>
        <source>Present code</source>
        <translation>الرمز الحالي</translation>
    </message>
    <message>
        <source>The key is working…</source>
        <translation>المفتاح يعمل…</translation>
    </message>
    <message numerus="yes">
        <source>The present code has at least %n character(s).</source>
        <translation>
            <numerusform>لا حد أدنى لعدد أحرف الرمز الحالي.</numerusform>
            <numerusform>يتكون الرمز الحالي من حرف واحد على الأقل.</numerusform>
            <numerusform>يتكون الرمز الحالي من حرفين على الأقل.</numerusform>
            <numerusform>يتكون الرمز الحالي من %n أحرف على الأقل.</numerusform>
            <numerusform>يتكون الرمز الحالي من %n حرفا على الأقل.</numerusform>
            <numerusform>يتكون الرمز الحالي من %n حرف على الأقل.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the unblocking code.</source>
        <translation>أدخلوا رمز فك القفل.</translation>
    </message>
    <message numerus="yes">
        <source>The new code needs at least %n character(s).</source>
        <translation>
            <numerusform>لا حد أدنى لعدد أحرف الرمز الجديد.</numerusform>
            <numerusform>يجب أن يتكون الرمز الجديد من حرف واحد على الأقل.</numerusform>
            <numerusform>يجب أن يتكون الرمز الجديد من حرفين على الأقل.</numerusform>
            <numerusform>يجب أن يتكون الرمز الجديد من %n أحرف على الأقل.</numerusform>
            <numerusform>يجب أن يتكون الرمز الجديد من %n حرفا على الأقل.</numerusform>
            <numerusform>يجب أن يتكون الرمز الجديد من %n حرف على الأقل.</numerusform>
        </translation>
    </message>
    <message>
        <source>The new code is too long for this key.</source>
        <translation>الرمز الجديد أطول مما يقبله هذا المفتاح.</translation>
    </message>
    <message>
        <source>The new code must differ from the other one.</source>
        <translation>يجب أن يختلف الرمز الجديد عن الآخر.</translation>
    </message>
    <message>
        <source>Type the new code a second time.</source>
        <translation>أدخلوا الرمز الجديد مرة ثانية.</translation>
    </message>
    <message>
        <source>The code was changed. Only the new one counts from now on.</source>
        <translation>تم تغيير الرمز: الجديد وحده صالح من الآن فصاعدا.</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Notes</source>
        <translation>الملاحظات</translation>
    </message>
    <message>
        <source>Notes about %1</source>
        <translation>ملاحظات حول %1</translation>
    </message>
    <message>
        <source>Everybody who sees this act sees them. They are no part of what is signed.</source>
        <translation>يراها كل من يرى هذا القرار، وليست جزءا مما يوقع.</translation>
    </message>
    <message>
        <source>Your note</source>
        <translation>ملاحظتكم</translation>
    </message>
    <message>
        <source>prepares</source>
        <translation>يهيئ</translation>
    </message>
    <message>
        <source>signs</source>
        <translation>يوقع</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Save the note</source>
        <translation>حفظ الملاحظة</translation>
    </message>
</context>
<context>
    <name>NothingReadyDialog</name>
    <message>
        <source>Sign</source>
        <translation>توقيع</translation>
    </message>
    <message>
        <source>None of these acts can be signed now</source>
        <translation>لا يمكن الآن توقيع أي من هذه القرارات</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>OutboxDialog</name>
    <message>
        <source>Signed, not received yet</source>
        <translation>موقَّع ولم يُتسلَّم بعد</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>الإرسال الآن</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Everything that was signed has been received.</source>
        <translation>كل ما وُقّع تم تسلمه.</translation>
    </message>
    <message>
        <source>It is kept on this PC and sent as soon as the platform answers.</source>
        <translation>يُحفظ على هذا الحاسوب ويُرسَل فور استجابة المنصة.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>لا وثائق</numerusform>
            <numerusform>وثيقة واحدة</numerusform>
            <numerusform>وثيقتان</numerusform>
            <numerusform>%n وثائق</numerusform>
            <numerusform>%n وثيقة</numerusform>
            <numerusform>%n وثيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>السماح بالإرسال</translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation>إتلاف…</translation>
    </message>
    <message>
        <source>Hold back</source>
        <translation>احتفاظ</translation>
    </message>
    <message>
        <source>held back by you</source>
        <translation>محتفظ به من طرفكم</translation>
    </message>
    <message>
        <source>refused by the platform</source>
        <translation>رفضته المنصة</translation>
    </message>
    <message>
        <source>return for correction, to be sent</source>
        <translation>إعادة للتصحيح، في انتظار الإرسال</translation>
    </message>
    <message>
        <source>to be sent</source>
        <translation>في انتظار الإرسال</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>إتلاف</translation>
    </message>
    <message>
        <source>Throw away what you signed of %1?</source>
        <translation>هل تريدون إتلاف ما وقعتموه من %1؟</translation>
    </message>
    <message>
        <source>It never leaves this PC; the act awaits your signature again.</source>
        <translation>لن يغادر هذا الحاسوب أبدا، وسينتظر القرار توقيعكم من جديد.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>الاحتفاظ</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Plug it straight into the computer, without a hub, and wait a few seconds.</source>
        <translation>صلوه بالحاسوب مباشرة، دون موزع، وانتظروا بضع ثوان.</translation>
    </message>
    <message>
        <source>This page goes on by itself as soon as the key is seen.</source>
        <translation>تنتقل الصفحة تلقائيا بمجرد التعرف على المفتاح.</translation>
    </message>
    <message>
        <source>Nothing is seen? Try another port; if that does not help, call the help desk.</source>
        <translation>لا شيء يحدث؟ جربوا منفذا آخر، وإلا فاتصلوا بالمساعدة.</translation>
    </message>
    <message>
        <source>Insert your key into a USB port</source>
        <translation>أدخلوا مفتاحكم في منفذ USB</translation>
    </message>
    <message>
        <source>Leave the key inserted, open the certification authority&apos;s portal and follow its activation.</source>
        <translation>اتركوا المفتاح موصولا، وافتحوا بوابة سلطة المصادقة واتبعوا خطوات التفعيل.</translation>
    </message>
    <message>
        <source>Choose a code of at least 6 characters that you alone know; nobody else may use your key.</source>
        <translation>اختاروا رمزا من 6 خانات على الأقل لا يعرفه غيركم؛ لا يجوز لأي شخص آخر استعمال مفتاحكم.</translation>
    </message>
    <message>
        <source>Then come back: this page goes on by itself.</source>
        <translation>ثم عودوا إلى هنا: تنتقل الصفحة تلقائيا.</translation>
    </message>
    <message>
        <source>Choose the code (PIN) of your key</source>
        <translation>اختاروا الرمز السري لمفتاحكم</translation>
    </message>
    <message>
        <source>Open the portal</source>
        <translation>فتح البوابة</translation>
    </message>
    <message>
        <source>Are this name and this number yours?</source>
        <translation>هل هذا الاسم وهذا الرقم لكم؟</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا يوجد</translation>
    </message>
    <message>
        <source>In the key&apos;s certificate</source>
        <translation>في شهادة التوقيع</translation>
    </message>
    <message>
        <source>In your account</source>
        <translation>في حسابكم</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>CIN</source>
        <translation>البطاقة الوطنية</translation>
    </message>
    <message>
        <source>A letter or a figure is wrong? Do not sign.</source>
        <translation>هل من حرف أو رقم خاطئ؟ لا توقّعوا.</translation>
    </message>
    <message>
        <source>Say so below: the key is then returned within 48 working hours and issued again.</source>
        <translation>أشيروا إلى ذلك أسفله: يُعاد المفتاح داخل أجل 48 ساعة عمل ويُعدّ غيره.</translation>
    </message>
    <message>
        <source>They are mine</source>
        <translation>نعم، هما لي</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>هناك خطأ</translation>
    </message>
    <message>
        <source>Do not sign with this key.</source>
        <translation>لا توقّعوا بهذا المفتاح.</translation>
    </message>
    <message>
        <source>Return it to the agency that delivered it within 48 working hours: it is issued again.</source>
        <translation>أعيدوه إلى الوكالة التي سلمته داخل أجل 48 ساعة عمل: يُعدّ غيره.</translation>
    </message>
    <message>
        <source>Bring your national ID card and the record of delivery.</source>
        <translation>خذوا معكم بطاقتكم الوطنية ومحضر التسليم.</translation>
    </message>
    <message>
        <source>Check once more</source>
        <translation>التحقق مرة أخرى</translation>
    </message>
    <message>
        <source>Before your first signature</source>
        <translation>قبل أول توقيع لكم</translation>
    </message>
    <message>
        <source>Your name and your CIN number are in the certificate joined to each signed act, and its recipients can read them.</source>
        <translation>يرد اسمكم ورقم بطاقتكم الوطنية في شهادة التوقيع المرفقة بكل قرار موقّع، ويمكن للمتوصلين به قراءتهما.</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>اطلعت على ذلك</translation>
    </message>
    <message>
        <source>This sentence, and nothing else, will be signed</source>
        <translation>ستُوقَّع هذه الجملة ولا شيء غيرها</translation>
    </message>
    <message>
        <source>The platform verifies the signature, then registers your key. It has no value as an act.</source>
        <translation>تتحقق المنصة من التوقيع ثم تسجل مفتاحكم. هذه التجربة دون قيمة قرار.</translation>
    </message>
    <message>
        <source>Enter my code and sign</source>
        <translation>إدخال رمزي والتوقيع</translation>
    </message>
    <message>
        <source>Your key awaits an officer&apos;s confirmation.</source>
        <translation>مفتاحكم في انتظار تأكيد أحد الأعوان.</translation>
    </message>
    <message>
        <source>Its certificate holds no CIN: an officer of the platform confirms that it is yours.</source>
        <translation>لا تحمل شهادة التوقيع فيه رقم بطاقة وطنية: يؤكد أحد أعوان المنصة أنه لكم.</translation>
    </message>
    <message>
        <source>This page goes on once it is confirmed; you may leave it meanwhile.</source>
        <translation>تنتقل الصفحة بعد التأكيد، ويمكنكم مغادرتها في انتظار ذلك.</translation>
    </message>
    <message>
        <source>Your key is registered and ready.</source>
        <translation>مفتاحكم مسجل وجاهز.</translation>
    </message>
    <message>
        <source>The platform verified your test signature. You may sign your first act now.</source>
        <translation>تحققت المنصة من تجربة توقيعكم. يمكنكم الآن توقيع أول قرار لكم.</translation>
    </message>
    <message>
        <source>Go to my first act</source>
        <translation>الانتقال إلى أول قرار</translation>
    </message>
    <message>
        <source>It was delivered to you as yours?</source>
        <translation>هل سُلّم إليكم على أنه لكم؟</translation>
    </message>
    <message>
        <source>Then its data are wrong: do not sign, and return it within 48 working hours.</source>
        <translation>بياناته إذن خاطئة: لا توقّعوا وأعيدوه داخل أجل 48 ساعة عمل.</translation>
    </message>
    <message>
        <source>Reported to the platform on %1.</source>
        <translation>أُبلغت المنصة يوم %1.</translation>
    </message>
    <message>
        <source>The platform passes it on; the holder or the certification proxy asks for the revocation.</source>
        <translation>تحيل المنصة التبليغ؛ ويطلب الإلغاء صاحب المفتاح أو وكيل المصادقة.</translation>
    </message>
    <message>
        <source>The predecessor&apos;s key was left in the office?</source>
        <translation>هل بقي مفتاح سلفكم بالمكتب؟</translation>
    </message>
    <message>
        <source>I confirm that the holder no longer has this office</source>
        <translation>أؤكد أن صاحبه لم يعد يمارس هذه المهمة</translation>
    </message>
    <message>
        <source>You can report that its certificate should be revoked.</source>
        <translation>يمكنكم التبليغ بأن شهادة التوقيع الخاصة به يجب إلغاؤها.</translation>
    </message>
    <message>
        <source>Report it to the platform</source>
        <translation>إبلاغ المنصة</translation>
    </message>
</context>
<context>
    <name>Pieces</name>
    <message>
        <source>Pieces of the act</source>
        <translation>وثائق القرار</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>مشكل</translation>
    </message>
    <message>
        <source>signed and received</source>
        <translation>موقَّع ومستلَم</translation>
    </message>
    <message>
        <source>signed, being sent</source>
        <translation>موقَّع، جارٍ إرساله</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>اطُّلع عليه</translation>
    </message>
    <message>
        <source>not seen yet</source>
        <translation>لم يُطلَع عليه بعد</translation>
    </message>
    <message>
        <source>not seen (optional)</source>
        <translation>لم يُطلَع عليه (اختياري)</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>Sign</source>
        <translation>توقيع</translation>
    </message>
    <message numerus="yes">
        <source>Sign %n document(s)</source>
        <translation>
            <numerusform>لا وثائق للتوقيع</numerusform>
            <numerusform>توقيع وثيقة واحدة</numerusform>
            <numerusform>توقيع وثيقتين</numerusform>
            <numerusform>توقيع %n وثائق</numerusform>
            <numerusform>توقيع %n وثيقة</numerusform>
            <numerusform>توقيع %n وثيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>مفتاح %1</translation>
    </message>
    <message>
        <source>Token: %1</source>
        <translation>المفتاح: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>لا قرارات</numerusform>
            <numerusform>قرار واحد</numerusform>
            <numerusform>قراران</numerusform>
            <numerusform>%n قرارات</numerusform>
            <numerusform>%n قرارا</numerusform>
            <numerusform>%n قرار</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By entering my code, I personally sign these %n documents (%1), which I was able to consult.</source>
        <translation>
            <numerusform>بإدخال رمزي السري، لا أوقّع أي وثيقة.</numerusform>
            <numerusform>بإدخال رمزي السري، أوقّع شخصيا هذه الوثيقة (%1) التي أُتيح لي الاطلاع عليها.</numerusform>
            <numerusform>بإدخال رمزي السري، أوقّع شخصيا هاتين الوثيقتين (%1) اللتين أُتيح لي الاطلاع عليهما.</numerusform>
            <numerusform>بإدخال رمزي السري، أوقّع شخصيا هذه الوثائق وعددها %n (%1) التي أُتيح لي الاطلاع عليها.</numerusform>
            <numerusform>بإدخال رمزي السري، أوقّع شخصيا هذه الوثائق وعددها %n (%1) التي أُتيح لي الاطلاع عليها.</numerusform>
            <numerusform>بإدخال رمزي السري، أوقّع شخصيا هذه الوثائق وعددها %n (%1) التي أُتيح لي الاطلاع عليها.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your key asks for its code each time: it is given %n times, for these documents only, then erased.</source>
        <translation>
            <numerusform>يطلب مفتاحكم الرمز السري عند كل توقيع؛ سيمرره البرنامج إليه %n مرة، لهذه الوثائق فقط، ثم يمحوه.</numerusform>
            <numerusform>يطلب مفتاحكم الرمز السري عند كل توقيع؛ سيمرره البرنامج إليه مرة واحدة، لهذه الوثائق فقط، ثم يمحوه.</numerusform>
            <numerusform>يطلب مفتاحكم الرمز السري عند كل توقيع؛ سيمرره البرنامج إليه مرتين، لهذه الوثائق فقط، ثم يمحوه.</numerusform>
            <numerusform>يطلب مفتاحكم الرمز السري عند كل توقيع؛ سيمرره البرنامج إليه %n مرات، لهذه الوثائق فقط، ثم يمحوه.</numerusform>
            <numerusform>يطلب مفتاحكم الرمز السري عند كل توقيع؛ سيمرره البرنامج إليه %n مرة، لهذه الوثائق فقط، ثم يمحوه.</numerusform>
            <numerusform>يطلب مفتاحكم الرمز السري عند كل توقيع؛ سيمرره البرنامج إليه %n مرة، لهذه الوثائق فقط، ثم يمحوه.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is the last try.</source>
        <translation>هذه آخر محاولة.</translation>
    </message>
    <message>
        <source>A wrong code will lock the key. If you are not sure of it, cancel and call the help desk.</source>
        <translation>رمز خاطئ سيقفل المفتاح. إن لم تكونوا متأكدين منه فألغوا واتصلوا بالمساعدة التقنية.</translation>
    </message>
    <message>
        <source>A wrong code was entered before; few tries are left.</source>
        <translation>أُدخل رمز خاطئ من قبل؛ بقيت محاولات قليلة.</translation>
    </message>
    <message>
        <source>I am sure of my code</source>
        <translation>أنا متأكد(ة) من رمزي السري</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) cannot be shown here</source>
        <translation>
            <numerusform>لا وثيقة لا يمكن عرضها هنا</numerusform>
            <numerusform>وثيقة واحدة لا يمكن عرضها هنا</numerusform>
            <numerusform>وثيقتان لا يمكن عرضهما هنا</numerusform>
            <numerusform>%n وثائق لا يمكن عرضها هنا</numerusform>
            <numerusform>%n وثيقة لا يمكن عرضها هنا</numerusform>
            <numerusform>%n وثيقة لا يمكن عرضها هنا</numerusform>
        </translation>
    </message>
    <message>
        <source>I sign them without having seen them here; I know what they hold</source>
        <translation>أوقعها دون أن أراها هنا؛ ومحتواها معروف لدي</translation>
    </message>
    <message>
        <source>The name in this certificate is mine, spelled otherwise</source>
        <translation>الاسم الوارد في شهادة التوقيع هذه هو اسمي مكتوبا بصيغة أخرى</translation>
    </message>
    <message>
        <source>Code (PIN)</source>
        <translation>الرمز السري (PIN)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Type the code on the reader</source>
        <translation>إدخال الرمز على القارئ</translation>
    </message>
    <message>
        <source>Keyboard: %1</source>
        <translation>لوحة المفاتيح: %1</translation>
    </message>
    <message>
        <source>Keyboard: %1 · Caps Lock is on</source>
        <translation>لوحة المفاتيح: %1 · مفتاح الأحرف الكبيرة مفعّل</translation>
    </message>
</context>
<context>
    <name>PlotCards</name>
    <message>
        <source>How long acts waited for their signature</source>
        <translation>مدة انتظار القرارات قبل توقيعها</translation>
    </message>
    <message>
        <source>Acts that waited, day by day</source>
        <translation>القرارات المنتظرة يوما بيوم</translation>
    </message>
    <message>
        <source>Half of the acts waited no longer than this</source>
        <translation>نصف القرارات لم ينتظر أكثر من هذا</translation>
    </message>
    <message>
        <source>The longest</source>
        <translation>أطول انتظار</translation>
    </message>
    <message>
        <source>What the deadline allows</source>
        <translation>ما يسمح به الأجل</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>قيد الانتظار</translation>
    </message>
    <message>
        <source>Of these, past the deadline</source>
        <translation>منها ما انقضى أجله</translation>
    </message>
    <message>
        <source>Today: %1, of these %2 past the deadline</source>
        <translation>اليوم: %1، منها %2 انقضى أجلها</translation>
    </message>
</context>
<context>
    <name>PreflightNotes</name>
    <message numerus="yes">
        <source>%n document(s) stay unsigned, because:</source>
        <translation>
            <numerusform>لا وثيقة تبقى دون توقيع، والسبب:</numerusform>
            <numerusform>وثيقة واحدة تبقى دون توقيع، والسبب:</numerusform>
            <numerusform>وثيقتان تبقيان دون توقيع، والسبب:</numerusform>
            <numerusform>%n وثائق تبقى دون توقيع، والسبب:</numerusform>
            <numerusform>%n وثيقة تبقى دون توقيع، والسبب:</numerusform>
            <numerusform>%n وثيقة تبقى دون توقيع، والسبب:</numerusform>
        </translation>
    </message>
    <message>
        <source>Left aside, because:</source>
        <translation>متروكة جانبا، والسبب:</translation>
    </message>
    <message>
        <source>Noticed in these documents, and shown beside their pages:</source>
        <translation>ما لوحظ في هذه الوثائق، وهو مبين بجانب صفحاتها:</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1</numerusform>
            <numerusform>%1 وواحد آخر</numerusform>
            <numerusform>%1 واثنان آخران</numerusform>
            <numerusform>%1 و%n أخرى</numerusform>
            <numerusform>%1 و%n آخر</numerusform>
            <numerusform>%1 و%n آخر</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProxyDialog</name>
    <message>
        <source>Network proxy</source>
        <translation>الخادم الوكيل للشبكة</translation>
    </message>
    <message>
        <source>The proxy %1 asks who you are</source>
        <translation>يسأل الخادم الوكيل %1 عن هويتكم</translation>
    </message>
    <message>
        <source>Your network name and password open the way to the platform. They are not those of the platform.</source>
        <translation>اسم المستخدم وكلمة المرور الخاصان بالشبكة يفتحان الطريق إلى المنصة. وهما غير الخاصين بالمنصة.</translation>
    </message>
    <message>
        <source>The name and the password were not accepted.</source>
        <translation>لم يُقبل اسم المستخدم وكلمة المرور.</translation>
    </message>
    <message>
        <source>A network account locks after several tries.</source>
        <translation>يُقفل حساب الشبكة بعد عدة محاولات.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة المرور</translation>
    </message>
    <message>
        <source>Both are kept in the system&apos;s keyring, never in a file.</source>
        <translation>يُحفظ كلاهما في حافظة المفاتيح الخاصة بالنظام، وليس في ملف أبدا.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
</context>
<context>
    <name>PurgeDialog</name>
    <message>
        <source>Erase my data from this PC</source>
        <translation>مسح معطياتي من هذا الحاسوب</translation>
    </message>
    <message>
        <source>I want them erased</source>
        <translation>أريد مسحها</translation>
    </message>
    <message>
        <source>I want them erased, and what was not sent lost</source>
        <translation>أريد مسحها وفقدان ما لم يُرسَل</translation>
    </message>
    <message>
        <source>Erase and log out</source>
        <translation>المسح وتسجيل الخروج</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>الاحتفاظ بكل شيء</translation>
    </message>
    <message>
        <source>For a change of president, or a PC that you leave.</source>
        <translation>عند تغيير الرئيس، أو عند مغادرتكم لهذا الحاسوب.</translation>
    </message>
    <message>
        <source>The acts, the documents and the log-in of your account go from this PC.</source>
        <translation>تُزال من هذا الحاسوب قرارات حسابكم ووثائقه وجلسته.</translation>
    </message>
    <message>
        <source>The platform keeps what it received. The journal stays here: it holds no names.</source>
        <translation>تحتفظ المنصة بما تسلمته. ويبقى السجل هنا: فهو لا يتضمن أسماء.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) you signed were not received yet, and would be lost.</source>
        <translation>
            <numerusform>لا وثيقة ستضيع.</numerusform>
            <numerusform>وثيقة واحدة وقعتموها لم تُتسلم بعد وستضيع.</numerusform>
            <numerusform>وثيقتان وقعتموهما لم تُتسلما بعد وستضيعان.</numerusform>
            <numerusform>%n وثائق وقعتموها لم تُتسلم بعد وستضيع.</numerusform>
            <numerusform>%n وثيقة وقعتموها لم تُتسلم بعد وستضيع.</numerusform>
            <numerusform>%n وثيقة وقعتموها لم تُتسلم بعد وستضيع.</numerusform>
        </translation>
    </message>
    <message>
        <source>Synchronise first: then nothing is lost.</source>
        <translation>زامنوا أولا: فلا يضيع شيء.</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <source>Return %1 to the services</source>
        <translation>إعادة %1 إلى المصالح</translation>
    </message>
    <message>
        <source>To be corrected</source>
        <translation>من أجل التصحيح</translation>
    </message>
    <message>
        <source>To have a refusal act prepared</source>
        <translation>من أجل إعداد قرار بالرفض</translation>
    </message>
    <message>
        <source>This does not refuse the application.</source>
        <translation>هذا لا يعد رفضا للطلب.</translation>
    </message>
    <message>
        <source>A refusal is a reasoned decision of its own: the services prepare it and you sign it.</source>
        <translation>الرفض قرار معلل قائم بذاته: تعده المصالح وتوقعونه.</translation>
    </message>
    <message>
        <source>This does not notify the applicant.</source>
        <translation>هذا لا يقوم مقام تبليغ صاحب الشأن.</translation>
    </message>
    <message>
        <source>The regulation wants a registered letter within two working days; the services send it.</source>
        <translation>يوجب النظام رسالة مضمونة داخل يومي عمل؛ ترسلها المصالح.</translation>
    </message>
    <message>
        <source>What must be corrected</source>
        <translation>ما يجب تصحيحه</translation>
    </message>
    <message>
        <source>Grounds for the refusal</source>
        <translation>أسباب الرفض</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Return to the services</source>
        <translation>الإعادة إلى المصالح</translation>
    </message>
    <message>
        <source>Return the act</source>
        <translation>إعادة القرار</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>It counts at once.</source>
        <translation>يسري مفعوله فورا.</translation>
    </message>
    <message>
        <source>It counts when the program is started again.</source>
        <translation>يسري مفعوله عند تشغيل البرنامج من جديد.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>تم الحفظ.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>عنوان الخادم الوسيط</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>اللغة والمظهر</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>الشبكة</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>مفتاحكم</translation>
    </message>
    <message>
        <source>What stays on this PC</source>
        <translation>ما يبقى في هذا الحاسوب</translation>
    </message>
    <message>
        <source>Fixed for you</source>
        <translation>ما حدد لكم</translation>
    </message>
    <message>
        <source>Every software that is found</source>
        <translation>كل البرامج الموجودة</translation>
    </message>
    <message>
        <source>The software that drives your key. Choose one only where another disturbs it.</source>
        <translation>البرنامج الذي يشغل مفتاحكم. لا تختاروا واحدا إلا إذا أزعجه غيره.</translation>
    </message>
    <message>
        <source>Software of the key</source>
        <translation>برنامج المفتاح</translation>
    </message>
    <message>
        <source>Fixed by the administrator of this computer.</source>
        <translation>حدده مسؤول هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Counts at once.</source>
        <translation>يسري فورا.</translation>
    </message>
    <message>
        <source>Counts after a restart of the program.</source>
        <translation>يسري بعد إعادة تشغيل البرنامج.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>مثل النظام</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>تباين عال</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>Nothing in this window moves by itself.</source>
        <translation>لا شيء يتحرك من تلقاء نفسه في هذه النافذة.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>بدون</translation>
    </message>
    <message>
        <source>One address for everything</source>
        <translation>عنوان واحد لكل شيء</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>الخادم الوسيط</translation>
    </message>
    <message>
        <source>The way through your office&apos;s network.</source>
        <translation>الطريق عبر شبكة إدارتكم.</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n يوم</numerusform>
            <numerusform>يوم واحد</numerusform>
            <numerusform>يومان</numerusform>
            <numerusform>%n أيام</numerusform>
            <numerusform>%n يوما</numerusform>
            <numerusform>%n يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>لا يحتفظ بها</translation>
    </message>
    <message>
        <source>The files of an act are removed this long after the platform received them.</source>
        <translation>تحذف ملفات القرار بعد هذه المدة من تسلم المنصة لها.</translation>
    </message>
    <message>
        <source>Keep signed files here for</source>
        <translation>مدة الاحتفاظ هنا بالملفات الموقعة</translation>
    </message>
    <message>
        <source>So that the others in the office can work while plans are transferred.</source>
        <translation>حتى يتمكن الآخرون من العمل أثناء نقل التصاميم.</translation>
    </message>
    <message>
        <source>Most for receiving</source>
        <translation>أقصى سرعة للاستقبال</translation>
    </message>
    <message>
        <source>Most for sending</source>
        <translation>أقصى سرعة للإرسال</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 في الثانية</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>بلا حد</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>no</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>the system&apos;s keyring</source>
        <translation>حافظة مفاتيح النظام</translation>
    </message>
    <message>
        <source>a private file</source>
        <translation>ملف خاص</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>المنصة</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>لا توجد بعد</translation>
    </message>
    <message>
        <source>Keys to what is kept here</source>
        <translation>مفاتيح ما يحفظ هنا</translation>
    </message>
    <message>
        <source>Level of the signatures</source>
        <translation>مستوى التوقيعات</translation>
    </message>
    <message>
        <source>The decision must have been seen</source>
        <translation>يجب الاطلاع على القرار</translation>
    </message>
    <message>
        <source>The plans must have been seen</source>
        <translation>يجب الاطلاع على التصاميم</translation>
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
        <translation>كل الصفحات</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>الصفحة {number}</translation>
    </message>
</context>
<context>
    <name>StampBar</name>
    <message>
        <source>Drag the outline to where your signature is to be shown, or move it with Shift and the arrows.</source>
        <translation>اسحبوا الإطار إلى حيث يجب أن يظهر توقيعكم، أو حركوه بمفتاح Shift والأسهم.</translation>
    </message>
    <message>
        <source>Your signature will be shown on page %1.</source>
        <translation>سيظهر توقيعكم في الصفحة %1.</translation>
    </message>
    <message>
        <source>Show page %1</source>
        <translation>عرض الصفحة %1</translation>
    </message>
    <message>
        <source>Put it on this page</source>
        <translation>وضعه في هذه الصفحة</translation>
    </message>
    <message>
        <source>Place it automatically</source>
        <translation>الوضع التلقائي</translation>
    </message>
</context>
<context>
    <name>Stops</name>
    <message>
        <source>Insert the key</source>
        <translation>إدخال المفتاح</translation>
    </message>
    <message>
        <source>Choose the PIN</source>
        <translation>اختيار الرمز السري</translation>
    </message>
    <message>
        <source>Check the name and CIN</source>
        <translation>التحقق من الاسم ورقم البطاقة الوطنية</translation>
    </message>
    <message>
        <source>What each recipient reads</source>
        <translation>ما يطّلع عليه المتوصلون بالقرار</translation>
    </message>
    <message>
        <source>Make a test signature</source>
        <translation>إجراء تجربة توقيع</translation>
    </message>
    <message>
        <source>Key registered</source>
        <translation>تسجيل المفتاح</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Unknown: nobody has declared it</source>
        <translation>غير معروف: لم يصرّح به أحد</translation>
    </message>
    <message>
        <source>Under way, as declared by %1</source>
        <translation>في طور الإنجاز، حسب %1</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>في طور الإنجاز</translation>
    </message>
    <message>
        <source>Declared by %1</source>
        <translation>صرّح به: %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Done on %1</source>
        <translation>تم يوم %1</translation>
    </message>
    <message>
        <source>Declared by %1 on %2</source>
        <translation>صرّح به: %1، يوم %2</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>Test signature</source>
        <translation>تجربة توقيع</translation>
    </message>
    <message>
        <source>By entering my code, I sign this sentence and nothing else:</source>
        <translation>بإدخال رمزي السري، أوقّع هذه الجملة ولا شيء غيرها:</translation>
    </message>
</context>
<context>
    <name>UrgencyBar</name>
    <message>
        <source>Overdue</source>
        <translation>متأخرة</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) overdue</source>
        <translation>
            <numerusform>لا قرار متأخرا</numerusform>
            <numerusform>قرار واحد متأخر</numerusform>
            <numerusform>قراران متأخران</numerusform>
            <numerusform>%n قرارات متأخرة</numerusform>
            <numerusform>%n قرارا متأخرا</numerusform>
            <numerusform>%n قرار متأخر</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) due today</source>
        <translation>
            <numerusform>لا قرار ينتهي أجله اليوم</numerusform>
            <numerusform>قرار واحد ينتهي أجله اليوم</numerusform>
            <numerusform>قراران ينتهي أجلهما اليوم</numerusform>
            <numerusform>%n قرارات ينتهي أجلها اليوم</numerusform>
            <numerusform>%n قرارا ينتهي أجله اليوم</numerusform>
            <numerusform>%n قرار ينتهي أجله اليوم</numerusform>
        </translation>
    </message>
    <message>
        <source>In 3 days</source>
        <translation>خلال 3 أيام</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) due within three days</source>
        <translation>
            <numerusform>لا قرار ينتهي أجله خلال ثلاثة أيام</numerusform>
            <numerusform>قرار واحد ينتهي أجله خلال ثلاثة أيام</numerusform>
            <numerusform>قراران ينتهي أجلهما خلال ثلاثة أيام</numerusform>
            <numerusform>%n قرارات ينتهي أجلها خلال ثلاثة أيام</numerusform>
            <numerusform>%n قرارا ينتهي أجله خلال ثلاثة أيام</numerusform>
            <numerusform>%n قرار ينتهي أجله خلال ثلاثة أيام</numerusform>
        </translation>
    </message>
    <message>
        <source>Later</source>
        <translation>لاحقا</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) due later</source>
        <translation>
            <numerusform>لا قرار ينتهي أجله لاحقا</numerusform>
            <numerusform>قرار واحد ينتهي أجله لاحقا</numerusform>
            <numerusform>قراران ينتهي أجلهما لاحقا</numerusform>
            <numerusform>%n قرارات ينتهي أجلها لاحقا</numerusform>
            <numerusform>%n قرارا ينتهي أجله لاحقا</numerusform>
            <numerusform>%n قرار ينتهي أجله لاحقا</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerificationPage</name>
    <message>
        <source>Files to verify</source>
        <translation>الملفات المراد التحقق منها</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>كل الملفات (*)</translation>
    </message>
    <message>
        <source>The file that was signed</source>
        <translation>الملف الذي وُقّع</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>حفظ التقرير</translation>
    </message>
    <message>
        <source>No act was signed on this PC yet.</source>
        <translation>لم يوقَّع أي قرار على هذا الحاسوب بعد.</translation>
    </message>
    <message>
        <source>Being verified…</source>
        <translation>جار التحقق…</translation>
    </message>
    <message>
        <source>Choose the file that was signed…</source>
        <translation>اختيار الملف الذي وُقّع…</translation>
    </message>
    <message>
        <source>Verifying file %1 of %2</source>
        <translation>التحقق من الملف %1 من %2</translation>
    </message>
    <message>
        <source>Verify signatures</source>
        <translation>التحقق من التوقيعات</translation>
    </message>
    <message>
        <source>Open or drop here signed PDF files, or detached signatures (.p7s) with the files that they are of.</source>
        <translation>افتحوا أو ضعوا هنا ملفات PDF موقعة، أو توقيعات منفصلة (‎.p7s‎) مع الملفات التي تخصها.</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>فتح ملفات…</translation>
    </message>
    <message>
        <source>Acts signed on this PC</source>
        <translation>القرارات الموقعة على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Ask the certification authorities about revocation</source>
        <translation>سؤال جهات المصادقة عن الإلغاء</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>حفظ التقرير…</translation>
    </message>
    <message>
        <source>The report is saved as %1.</source>
        <translation>حُفظ التقرير باسم %1.</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>The earlier version</source>
        <translation>النسخة السابقة</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Your signature will be shown here</source>
        <translation>هنا سيظهر توقيعكم</translation>
    </message>
    <message>
        <source>This part could not be drawn at this size.</source>
        <translation>تعذّر عرض هذا الجزء بهذا الحجم.</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>جارٍ فتح الوثيقة…</translation>
    </message>
    <message>
        <source>No document is open.</source>
        <translation>لا توجد وثيقة مفتوحة.</translation>
    </message>
    <message>
        <source>{title}, page {page} of {count}</source>
        <translation>{title}، الصفحة {page} من {count}</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>الوثيقة</translation>
    </message>
</context>
<context>
    <name>YourKeyPage</name>
    <message>
        <source>Your key</source>
        <translation>مفتاحكم</translation>
    </message>
    <message>
        <source>The platform does not issue keys: each step is what somebody has declared, unknown until then.</source>
        <translation>لا تسلّم المنصة المفاتيح: كل مرحلة هي ما صرّح به شخص ما، وتبقى غير معروفة قبل ذلك.</translation>
    </message>
    <message>
        <source>See my acts</source>
        <translation>عرض قراراتي</translation>
    </message>
    <message>
        <source>I have my key: first use</source>
        <translation>مفتاحي معي: الاستعمال الأول</translation>
    </message>
    <message>
        <source>Your key is ready: nothing is missing.</source>
        <translation>مفتاحكم جاهز: لا ينقصه شيء.</translation>
    </message>
    <message>
        <source>If it is done already, ask the commune&apos;s services to declare it.</source>
        <translation>إذا تم ذلك من قبل، فاطلبوا من مصالح الجماعة التصريح به.</translation>
    </message>
    <message>
        <source>What is missing: %1</source>
        <translation>ما ينقص: %1</translation>
    </message>
    <message>
        <source>you</source>
        <translation>أنتم</translation>
    </message>
    <message>
        <source>Who must act: %1</source>
        <translation>من عليه القيام بذلك: %1</translation>
    </message>
    <message>
        <source>The file lapses on %1</source>
        <translation>يسقط الملف يوم %1</translation>
    </message>
    <message>
        <source>A file that is not complete six months after the order is closed: the key must be ordered again.</source>
        <translation>يُغلق الملف غير المكتمل بعد ستة أشهر من الطلب، ويلزم حينئذ طلب المفتاح من جديد.</translation>
    </message>
    <message>
        <source>No act awaits your signature.</source>
        <translation>لا قرار في انتظار توقيعكم.</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) await your signature</source>
        <translation>
            <numerusform>لا قرار في انتظار توقيعكم</numerusform>
            <numerusform>قرار واحد في انتظار توقيعكم</numerusform>
            <numerusform>قراران في انتظار توقيعكم</numerusform>
            <numerusform>%n قرارات في انتظار توقيعكم</numerusform>
            <numerusform>%n قرارا في انتظار توقيعكم</numerusform>
            <numerusform>%n قرار في انتظار توقيعكم</numerusform>
        </translation>
    </message>
    <message>
        <source>It has waited since %1.</source>
        <translation>ينتظر منذ %1.</translation>
    </message>
    <message>
        <source>The oldest has waited since %1.</source>
        <translation>أقدمها ينتظر منذ %1.</translation>
    </message>
    <message>
        <source>Everything can be read now, and signed once your key is ready.</source>
        <translation>القراءة ممكنة الآن، والتوقيع حين يصير مفتاحكم جاهزا.</translation>
    </message>
    <message>
        <source>Who may sign meanwhile</source>
        <translation>من يمكنه التوقيع في انتظار ذلك</translation>
    </message>
    <message>
        <source>The platform names nobody else for today.</source>
        <translation>لا تشير المنصة إلى أي شخص آخر لهذا اليوم.</translation>
    </message>
    <message>
        <source>The president may delegate the signature to a vice-president by order (organic law 113-14, article 103); the services then record it on the platform.</source>
        <translation>يمكن للرئيس تفويض إمضائه بقرار إلى أحد نوابه (القانون التنظيمي 113-14، المادة 103)؛ ثم تسجله المصالح بالمنصة.</translation>
    </message>
    <message>
        <source>By delegation of signature</source>
        <translation>بتفويض في الإمضاء</translation>
    </message>
    <message>
        <source>By delegation of powers</source>
        <translation>بتفويض في الصلاحيات</translation>
    </message>
    <message>
        <source>Acting in the president&apos;s place</source>
        <translation>نيابة عن الرئيس</translation>
    </message>
    <message>
        <source>key ready</source>
        <translation>المفتاح جاهز</translation>
    </message>
    <message>
        <source>key not ready</source>
        <translation>المفتاح غير جاهز بعد</translation>
    </message>
    <message>
        <source>nothing is known of the key</source>
        <translation>حالة المفتاح غير معروفة</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>إلى غاية %1</translation>
    </message>
</context>
</TS>

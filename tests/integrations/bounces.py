"""Mails that say what became of another one, as servers out there write them."""

TITLE = "=?utf-8?q?Norr=3A_Prelimin=C3=A4r?= dagordning, fredag 12 februari 2027\n kl. 13.00"

POSTFIX = f"""\
From: MAILER-DAEMON@mx.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: norr@example.se
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="A"

--A
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.
<dora.dal@example.se>: host mail.example.se said: 550 5.1.1 User unknown

--A
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Fri,  5 Feb 2027 08:00:01 +0100 (CET)

Final-Recipient: rfc822; dora.dal@example.se
Original-Recipient: rfc822;dora.dal@example.se
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--A
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: Norr <norr@example.se>
To: Dora Dal <dora.dal@example.se>
Subject: {TITLE}

--A--
"""
EXCHANGE = f"""\
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae@example.se>
Subject: =?utf-8?q?Det_g=C3=A5r_inte_att_leverera?=
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: multipart/alternative; boundary="C"

--C
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PGI+ZG9yYTwvYj4=

--C--

--B
Content-Type: message/delivery-status

Reporting-MTA: dns;GV3P280MB0001.SWEP280.PROD.OUTLOOK.COM
Received-From-MTA: dns;GV3P280MB0002.SWEP280.PROD.OUTLOOK.COM

Original-Recipient: rfc822;dora.dal@example.se
Final-Recipient: rfc822;dora.dal@example.se
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound

--B
Content-Type: message/rfc822

From: Norr <norr@example.se>
To: Dora Dal <dora.dal@example.se>
Subject: {TITLE}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hej

--B--
"""
DELAYED = POSTFIX.replace("Action: failed", "Action: delayed").replace("5.1.1", "4.4.1")
GLOBAL = POSTFIX.replace("message/delivery-status", "message/global-delivery-status").replace(
    "text/rfc822-headers", "message/global-headers"
)
AWAY = """\
From: Dora Dal <dora.dal@example.se>
Subject: =?utf-8?q?Automatiskt_svar=3A_Norr?=
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Action: failed
"""

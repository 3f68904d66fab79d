/** Countries and regions as a fresh installation lists them. Facts, in compact tables. */

/** Two-letter code followed by the three-letter one. */
export const countryCodes = `
  ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM ANANT AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH
  BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR
  BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CXCXR CYCYP
  CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM
  FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM
  GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL
  ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN
  LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI
  MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK
  NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN
  PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN
  SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR STSTP SVSLV SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL
  TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN
  VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE
`;

/**
 * `code=name`, ids counted up from `firstId` (Texas is 57, Washington 62). Countries that are not here have no regions,
 * among them GB. Ids from IN on are plausible rather than known; JP has regions only so that a table with them can be tried.
 */
export const countryRegions: readonly {
  readonly countryId: string;
  readonly firstId: number;
  readonly regions: string;
}[] = [
  {
    countryId: 'US',
    firstId: 1,
    regions: `
      AL=Alabama| AK=Alaska| AS=American Samoa| AZ=Arizona| AR=Arkansas| AE=Armed Forces Africa|
      AA=Armed Forces Americas| AE=Armed Forces Canada| AE=Armed Forces Europe| AE=Armed Forces Middle East|
      AP=Armed Forces Pacific| CA=California| CO=Colorado| CT=Connecticut| DE=Delaware| DC=District of Columbia|
      FM=Federated States Of Micronesia| FL=Florida| GA=Georgia| GU=Guam| HI=Hawaii| ID=Idaho| IL=Illinois|
      IN=Indiana| IA=Iowa| KS=Kansas| KY=Kentucky| LA=Louisiana| ME=Maine| MH=Marshall Islands| MD=Maryland|
      MA=Massachusetts| MI=Michigan| MN=Minnesota| MS=Mississippi| MO=Missouri| MT=Montana| NE=Nebraska| NV=Nevada|
      NH=New Hampshire| NJ=New Jersey| NM=New Mexico| NY=New York| NC=North Carolina| ND=North Dakota|
      MP=Northern Mariana Islands| OH=Ohio| OK=Oklahoma| OR=Oregon| PW=Palau| PA=Pennsylvania| PR=Puerto Rico|
      RI=Rhode Island| SC=South Carolina| SD=South Dakota| TN=Tennessee| TX=Texas| UT=Utah| VT=Vermont|
      VI=Virgin Islands| VA=Virginia| WA=Washington| WV=West Virginia| WI=Wisconsin| WY=Wyoming
    `,
  },
  {
    countryId: 'CA',
    firstId: 66,
    regions: `
      AB=Alberta| BC=British Columbia| MB=Manitoba| NL=Newfoundland and Labrador| NB=New Brunswick| NS=Nova Scotia|
      NT=Northwest Territories| NU=Nunavut| ON=Ontario| PE=Prince Edward Island| QC=Quebec| SK=Saskatchewan|
      YT=Yukon Territory
    `,
  },
  {
    countryId: 'DE',
    firstId: 79,
    regions: `
      NDS=Niedersachsen| BAW=Baden-Württemberg| BAY=Bayern| BER=Berlin| BRG=Brandenburg| BRE=Bremen| HAM=Hamburg|
      HES=Hessen| MEC=Mecklenburg-Vorpommern| NRW=Nordrhein-Westfalen| RHE=Rheinland-Pfalz| SAR=Saarland|
      SAS=Sachsen| SAC=Sachsen-Anhalt| SCN=Schleswig-Holstein| THE=Thüringen
    `,
  },
  {
    countryId: 'AT',
    firstId: 95,
    regions: `
      WI=Wien| NO=Niederösterreich| OO=Oberösterreich| SB=Salzburg| KN=Kärnten| ST=Steiermark| TI=Tirol|
      BL=Burgenland| VB=Vorarlberg
    `,
  },
  {
    countryId: 'CH',
    firstId: 104,
    regions: `
      AG=Aargau| AI=Appenzell Innerrhoden| AR=Appenzell Ausserrhoden| BE=Bern| BL=Basel-Landschaft| BS=Basel-Stadt|
      FR=Freiburg| GE=Genf| GL=Glarus| GR=Graubünden| JU=Jura| LU=Luzern| NE=Neuenburg| NW=Nidwalden| OW=Obwalden|
      SG=St. Gallen| SH=Schaffhausen| SO=Solothurn| SZ=Schwyz| TG=Thurgau| TI=Tessin| UR=Uri| VD=Waadt| VS=Wallis|
      ZG=Zug| ZH=Zürich
    `,
  },
  {
    countryId: 'ES',
    firstId: 130,
    regions: `
      A Coruca=A Coruña| Alava=Alava| Albacete=Albacete| Alicante=Alicante| Almeria=Almeria| Asturias=Asturias|
      Avila=Avila| Badajoz=Badajoz| Baleares=Baleares| Barcelona=Barcelona| Burgos=Burgos| Caceres=Caceres|
      Cadiz=Cadiz| Cantabria=Cantabria| Castellon=Castellon| Ceuta=Ceuta| Ciudad Real=Ciudad Real| Cordoba=Cordoba|
      Cuenca=Cuenca| Girona=Girona| Granada=Granada| Guadalajara=Guadalajara| Guipuzcoa=Guipuzcoa| Huelva=Huelva|
      Huesca=Huesca| Jaen=Jaen| La Rioja=La Rioja| Las Palmas=Las Palmas| Leon=Leon| Lleida=Lleida| Lugo=Lugo|
      Madrid=Madrid| Malaga=Malaga| Melilla=Melilla| Murcia=Murcia| Navarra=Navarra| Ourense=Ourense|
      Palencia=Palencia| Pontevedra=Pontevedra| Salamanca=Salamanca| Santa Cruz de Tenerife=Santa Cruz de Tenerife|
      Segovia=Segovia| Sevilla=Sevilla| Soria=Soria| Tarragona=Tarragona| Teruel=Teruel| Toledo=Toledo|
      Valencia=Valencia| Valladolid=Valladolid| Vizcaya=Vizcaya| Zamora=Zamora| Zaragoza=Zaragoza
    `,
  },
  {
    countryId: 'FR',
    firstId: 182,
    regions: `
      1=Ain| 2=Aisne| 3=Allier| 4=Alpes-de-Haute-Provence| 5=Hautes-Alpes| 6=Alpes-Maritimes| 7=Ardèche| 8=Ardennes|
      9=Ariège| 10=Aube| 11=Aude| 12=Aveyron| 13=Bouches-du-Rhône| 14=Calvados| 15=Cantal| 16=Charente|
      17=Charente-Maritime| 18=Cher| 19=Corrèze| 2A=Corse-du-Sud| 2B=Haute-Corse| 21=Côte-d'Or| 22=Côtes-d'Armor|
      23=Creuse| 24=Dordogne| 25=Doubs| 26=Drôme| 27=Eure| 28=Eure-et-Loir| 29=Finistère| 30=Gard| 31=Haute-Garonne|
      32=Gers| 33=Gironde| 34=Hérault| 35=Ille-et-Vilaine| 36=Indre| 37=Indre-et-Loire| 38=Isère| 39=Jura|
      40=Landes| 41=Loir-et-Cher| 42=Loire| 43=Haute-Loire| 44=Loire-Atlantique| 45=Loiret| 46=Lot|
      47=Lot-et-Garonne| 48=Lozère| 49=Maine-et-Loire| 50=Manche| 51=Marne| 52=Haute-Marne| 53=Mayenne|
      54=Meurthe-et-Moselle| 55=Meuse| 56=Morbihan| 57=Moselle| 58=Nièvre| 59=Nord| 60=Oise| 61=Orne|
      62=Pas-de-Calais| 63=Puy-de-Dôme| 64=Pyrénées-Atlantiques| 65=Hautes-Pyrénées| 66=Pyrénées-Orientales|
      67=Bas-Rhin| 68=Haut-Rhin| 69=Rhône| 70=Haute-Saône| 71=Saône-et-Loire| 72=Sarthe| 73=Savoie| 74=Haute-Savoie|
      75=Paris| 76=Seine-Maritime| 77=Seine-et-Marne| 78=Yvelines| 79=Deux-Sèvres| 80=Somme| 81=Tarn|
      82=Tarn-et-Garonne| 83=Var| 84=Vaucluse| 85=Vendée| 86=Vienne| 87=Haute-Vienne| 88=Vosges| 89=Yonne|
      90=Territoire-de-Belfort| 91=Essonne| 92=Hauts-de-Seine| 93=Seine-Saint-Denis| 94=Val-de-Marne| 95=Val-d'Oise
    `,
  },
  {
    countryId: 'BR',
    firstId: 485,
    regions: `
      AC=Acre| AL=Alagoas| AP=Amapá| AM=Amazonas| BA=Bahia| CE=Ceará| ES=Espírito Santo| GO=Goiás| MA=Maranhão|
      MT=Mato Grosso| MS=Mato Grosso do Sul| MG=Minas Gerais| PA=Pará| PB=Paraíba| PR=Paraná| PE=Pernambuco|
      PI=Piauí| RJ=Rio de Janeiro| RN=Rio Grande do Norte| RS=Rio Grande do Sul| RO=Rondônia| RR=Roraima|
      SC=Santa Catarina| SP=São Paulo| SE=Sergipe| TO=Tocantins| DF=Distrito Federal
    `,
  },
  {
    countryId: 'IN',
    firstId: 533,
    regions: `
      AN=Andaman and Nicobar Islands| AP=Andhra Pradesh| AR=Arunachal Pradesh| AS=Assam| BR=Bihar| CH=Chandigarh|
      CT=Chhattisgarh| DN=Dadra and Nagar Haveli| DD=Daman and Diu| DL=Delhi| GA=Goa| GJ=Gujarat| HR=Haryana|
      HP=Himachal Pradesh| JK=Jammu and Kashmir| JH=Jharkhand| KA=Karnataka| KL=Kerala| LD=Lakshadweep|
      MP=Madhya Pradesh| MH=Maharashtra| MN=Manipur| ML=Meghalaya| MZ=Mizoram| NL=Nagaland| OR=Odisha|
      PY=Puducherry| PB=Punjab| RJ=Rajasthan| SK=Sikkim| TN=Tamil Nadu| TG=Telangana| TR=Tripura| UP=Uttar Pradesh|
      UT=Uttarakhand| WB=West Bengal
    `,
  },
  {
    countryId: 'AU',
    firstId: 569,
    regions: `
      ACT=Australian Capital Territory| NSW=New South Wales| VIC=Victoria| QLD=Queensland| SA=South Australia|
      TAS=Tasmania| WA=Western Australia| NT=Northern Territory
    `,
  },
  {
    countryId: 'MX',
    firstId: 577,
    regions: `
      AGU=Aguascalientes| BCN=Baja California| BCS=Baja California Sur| CAM=Campeche| CHP=Chiapas| CHH=Chihuahua|
      CMX=Ciudad de México| COA=Coahuila| COL=Colima| DUR=Durango| MEX=Estado de México| GUA=Guanajuato|
      GRO=Guerrero| HID=Hidalgo| JAL=Jalisco| MIC=Michoacán| MOR=Morelos| NAY=Nayarit| NLE=Nuevo León| OAX=Oaxaca|
      PUE=Puebla| QUE=Querétaro| ROO=Quintana Roo| SLP=San Luis Potosí| SIN=Sinaloa| SON=Sonora| TAB=Tabasco|
      TAM=Tamaulipas| TLA=Tlaxcala| VER=Veracruz| YUC=Yucatán| ZAC=Zacatecas
    `,
  },
  {
    countryId: 'IT',
    firstId: 612,
    regions: `
      AG=Agrigento| AL=Alessandria| AN=Ancona| AO=Aosta| AR=Arezzo| AP=Ascoli Piceno| AT=Asti| AV=Avellino| BA=Bari|
      BT=Barletta-Andria-Trani| BL=Belluno| BN=Benevento| BG=Bergamo| BI=Biella| BO=Bologna| BZ=Bolzano| BS=Brescia|
      BR=Brindisi| CA=Cagliari| CL=Caltanissetta| CB=Campobasso| CI=Carbonia-Iglesias| CE=Caserta| CT=Catania|
      CZ=Catanzaro| CH=Chieti| CO=Como| CS=Cosenza| CR=Cremona| KR=Crotone| CN=Cuneo| EN=Enna| FM=Fermo| FE=Ferrara|
      FI=Firenze| FG=Foggia| FC=Forlì-Cesena| FR=Frosinone| GE=Genova| GO=Gorizia| GR=Grosseto| IM=Imperia|
      IS=Isernia| AQ=L'Aquila| SP=La Spezia| LT=Latina| LE=Lecce| LC=Lecco| LI=Livorno| LO=Lodi| LU=Lucca|
      MC=Macerata| MN=Mantova| MS=Massa-Carrara| MT=Matera| VS=Medio Campidano| ME=Messina| MI=Milano| MO=Modena|
      MB=Monza e della Brianza| NA=Napoli| NO=Novara| NU=Nuoro| OG=Ogliastra| OT=Olbia-Tempio| OR=Oristano|
      PD=Padova| PA=Palermo| PR=Parma| PV=Pavia| PG=Perugia| PU=Pesaro e Urbino| PE=Pescara| PC=Piacenza| PI=Pisa|
      PT=Pistoia| PN=Pordenone| PZ=Potenza| PO=Prato| RG=Ragusa| RA=Ravenna| RC=Reggio Calabria| RE=Reggio Emilia|
      RI=Rieti| RN=Rimini| RM=Roma| RO=Rovigo| SA=Salerno| SS=Sassari| SV=Savona| SI=Siena| SR=Siracusa| SO=Sondrio|
      TA=Taranto| TE=Teramo| TR=Terni| TO=Torino| TP=Trapani| TN=Trento| TV=Treviso| TS=Trieste| UD=Udine|
      VA=Varese| VE=Venezia| VB=Verbano-Cusio-Ossola| VC=Vercelli| VR=Verona| VV=Vibo Valentia| VI=Vicenza|
      VT=Viterbo
    `,
  },
  {
    countryId: 'JP',
    firstId: 1200,
    regions: `
      JP-01=Hokkaido| JP-02=Aomori| JP-03=Iwate| JP-04=Miyagi| JP-05=Akita| JP-06=Yamagata| JP-07=Fukushima|
      JP-08=Ibaraki| JP-09=Tochigi| JP-10=Gunma| JP-11=Saitama| JP-12=Chiba| JP-13=Tokyo| JP-14=Kanagawa|
      JP-15=Niigata| JP-16=Toyama| JP-17=Ishikawa| JP-18=Fukui| JP-19=Yamanashi| JP-20=Nagano| JP-21=Gifu|
      JP-22=Shizuoka| JP-23=Aichi| JP-24=Mie| JP-25=Shiga| JP-26=Kyoto| JP-27=Osaka| JP-28=Hyogo| JP-29=Nara|
      JP-30=Wakayama| JP-31=Tottori| JP-32=Shimane| JP-33=Okayama| JP-34=Hiroshima| JP-35=Yamaguchi|
      JP-36=Tokushima| JP-37=Kagawa| JP-38=Ehime| JP-39=Kochi| JP-40=Fukuoka| JP-41=Saga| JP-42=Nagasaki|
      JP-43=Kumamoto| JP-44=Oita| JP-45=Miyazaki| JP-46=Kagoshima| JP-47=Okinawa
    `,
  },
];

"""The likeliest script and region of a language, the likeliest language of a script or region.

Written by tools/compile_language_data.py from CLDR 48.2.0 (npm cldr-core, supplemental:
likelySubtags).
Copyright 1991-2025 Unicode, Inc., licence Unicode-3.0.
"""

ALONE = """\
Latn-ET aa aiw amf arv bji bsw bwo cra dwr gax gdl guk gwd gyl hae jnj kbr kmq kxc lgn liq mfx moy mpe myf
Latn-ET nnj om oyd she sid suq tsb wti zay
Latn-NG aaa aab abm abn abo acb acp adu afe afn afo agb agc ahn ahs aik ajw akd akf ala alf amb amo anc ank
Latn-NG ann anw aqg aqk asg atg aum auo awc awo aye ayi ayk ayu bau bbs bbt bbu bcn bcs bcv bcy bde bga bgu
Latn-NG bil bin bka bkv bky bma bol bom bqp bqw bqx brt bsf bsj bsl bsr bsx bta bte btt btu buj bus bux buz
Latn-NG bvh bvj bvw bwr bxo bxq byc byf byj byp bys bzw bzy bzz cbo cbq ccg cch cdr cen cet cfa cfd cfg cie
Latn-NG ckl cky cla cry cxh dam dbb dbd dbi dbm dbo dbp dbv deg dgh dio dir dkg doh dot dri dsk dwa dyr dza
Latn-NG dzd ebg efa efi ego ehu eka eke eki ekp ekr elm ema enn env enw epi erh etb ets etu etx evh eza eze
Latn-NG fah fam fie fir fkk fli fum fuv gbr gby gde gdf gdu gea ged geg gek gel gew gib gkn glb glo glw gmd
Latn-NG gmz gne gnh gpa gqa grd grh gua gvm gwb gwg gwn gye gyz ha hbb hia hig hod hoe hwo ibb ibe ibm ibn
Latn-NG ibr iby ich idc ide ids idu ig igb ige igl igw ihi ijc ije ijn ijs ikh iki ikk ikl iko ikp ikv ikw
Latn-NG ilv iqw iri ish isi iso itm its itw iya izm izr izz jab jaf jbm jen jer jgk jib jid jie jjr jku jmb
Latn-NG jmi jms jni jrr jrt jub juh juk juo juu juw kad kai kaj kbz kcc kce kcf kcg kch kci kcq kcs kdl kdm
Latn-NG kdp kdx kes kez kgt khj kil kka kkd kkm kkr kks kku klk klo kmi kmy kna kni koc kof kov kow kpa kpk
Latn-NG kr krh krp ksm kso ksq ktc kub kug kuh kul kwb kwl lan ldb ldd ldg ldh ldj ldk ldl ldo ldp ldq lla
Latn-NG lnu lop mae mbu mcj mda mew mfl mfm mfn mfo mgi mgj mjs mkf mko mma mmf moi mrt mtl mzk mzm nar nat
Latn-NG nbb nbh nbo nbp nbr ndd ndi ndr ned nfd ngi ngs ngw ngx nin nja njr nkx nkz nmi nqt nsc nuh nup nzr
Latn-NG obu oda odu ofu ogb ogc ogg ogo ogu okb okd oke okr oks okx olm opa org orr orx oso pai pbl pbn pcm
Latn-NG pcn pcw pgs pip piy png pqa pwb pym pze rax res rin rod rsw ruk ruy ruz say scv scw sde sha sho sir
Latn-NG sqa sqh sur sxs syk tak tal tan tdk tdl tdo tdq tdv tgd thy tiv tkq tsw ttb ttr tul tvd tvi txj tye
Latn-NG tyy uba uda uha uji ukp ukq uku ukw ula ulb uly umm une urh uss uta uth utr uya vem ver vit vkn vkz
Latn-NG vor wav wja wji wma wom xab xoc xsh xsn yay yaz yba ybj ybl yer yes ynq yo yot yun zah zaz zbu zem
Latn-NG zhi ziz zlu zns
Latn-PG aac aad aag aah aai aak aau aaw abg abt abw aby ado adz aew aey aez afd afi afk afp agd age agg agl
Latn-PG agm ago aic aie aif ail aix akh aki akq akt ali alx amm amn amp amt anh anj anx anz aob aod aoe aof
Latn-PG aog aoj aom aon ape apo apr aps apz aso asx ata ate aui auk aun aup aur auy avb avt awb awi awm aww
Latn-PG awx aya ayq bbb bbd bbf bbn bbr bbv bcf bch bcm bco bcu bdd bdf bef bek beo bey bfh bhf bhg bhl bie
Latn-PG big bio biq bir bit bjc bjh bjk bjl bjp bjr bjz blq bmc bmh bmk bmn bmp bmu bmx bmz bnp bnw boj bon
Latn-PG bop boq bow bpe bpi bpm bpu bpw bql bqs brq bry brz btp buk buo buq but buv bvn bwd bwf bwk bwm bxf
Latn-PG bxh bxz bye byr byx byz bzf bzh can cga cjn cjv ckr dac dad dah dby ddi ded dev dge dgg dgx dgz dia
Latn-PG dju dmc dnd dnr doa dob dof dol don duc dui duk dva dww eit eiv ele elk elu emi ena enq eri etr faa
Latn-PG fad fag fai faj ffi fiw foi for fqs frq fuy gaf gah gai gaj gam gao gap gar gat gaw gbe gbf gcc gcn
Latn-PG gdd gdn gdr geb gfk ggl ggt ggw ghs gim gip gka gkd gmg gmu gnm gnt gnu goc goi gpn grg grq grw grx
Latn-PG grz gsn gsp gve gvf gvs gyb hah ham hao hgw hhi hhy hih hkk hla hmt ho hob hot hrc hrw huf hui hul
Latn-PG ian iar idi igg igm igo imi imn imo ino iou ipi ipo isa itr iwm iws jae jbk jet jil jko jma jmw kbk
Latn-PG kbm kbq kbt kbw kbx kcb kcl kco kct kdf keh kew kgf kgu khl khs khz kih kij kis kit kiw kjd kjs kjx
Latn-PG kjy kkc klh klm klp klq klt klx kmf kmg kmh kmn kmo kms kmu kmx knr knv koa kol kop koz kpf kpr kpw
Latn-PG kpx kqa kqb kqc kqf kqi kqj kql kqw ksd kse ksi ksj ksl ksr ktk ktm kto kud kue kuo kup kvc kvg kwj
Latn-PG kwo kxa kxr kxt kxw kxz kyc kyg kyx kyy kze laz lbb lbq lbu lbv lcm lei lek leq ler let leu lgt lib
Latn-PG lid lih lkl lle llf lll lmg lni lnm loj los lsr luf lxm mbh mbk mbq mbw mbx mcc mci mcq mcr mcv mcy
Latn-PG mcz mdb mdc mds meb med mee mek met meu mft mfw mgl mgt mgu mhf mhl miw mjj mjk mjm mjn mkc mkp mkr
Latn-PG mle mlh mlp mmi mmo mmp mmq mmt mmx mna mnm mox mpl mpn mpo mpp mps mpt mpv mpx mqe mqv mqw mqz msu
Latn-PG msx msy msz mtc mtf mti mtv mty mum mux mva mvk mvn mvq mwa mwb mwc mwg mwh mxk mxm mxw myw mze mzu
Latn-PG mzz nac naf nak nal nas nax nbk nby nca ncc nce ncf ncm ncn nco nej net nex nho nib nif nii nis niw
Latn-PG niz nkg nkm nmw nmx nnf nnk nnm noc nof noh nop nou npn nqn nrz nsn nss nud nuq nur nux nvm nwr nxr
Latn-PG oin okk okv omo omw ong onj onk onn onr ons ont opm opo oro osu oue oum owi oyy pby pda ped pek pep
Latn-PG pex pgi pin pix pkg pla pmr pnn pnr ppe ppn ppo ppq ppt prm prw psq pss ptp pup pux pwa pwg rai rak
Latn-PG rao rea rhp rmk rmp roe roo rpt rro rwa rwo sbc sbe sbh sbi sbq sdk sej seo sew sgz sij sim siq siu
Latn-PG siv siw six sjr skc skm sks sll slw smb smc smf smg smq smz snc snp snr snx sny snz sol soq sow spd
Latn-PG spe spk spl spm sps sra srf sry ssd ssg ssj sso sst ssu ssx ssz stf stk stm sua sue sug sui suo svb
Latn-PG swm swp taw tbc tbd tbf tbg tbj tbo tbs tbv tbx tci tei tgc tgi tgo tgu tif tim tio tkv tlf tlx tmd
Latn-PG tmq tmy tnh tns tof tpa tpi tpz tqm tqo tqp trb trh tsx ttd tte ttu ttv tua tuc tuh twp tww tya tzx
Latn-PG uar ubr ubu ufi uis ukg uln una uni unu upi urg uri urm uro urt urv urw urx usa usu utu uvh uvl val
Latn-PG vam van viv vmg wab wag waj wat wax waz wdg wed wei wer wgb wgi whg wii wiu wiv wla wmc wmo wmx wnb
Latn-PG wnc wnp wnu woc wog wos wrs wrv wsk wsr wtf wtk wut wuv xar xbi xes xeu xkx xla xoi xop xow xrw xsi
Latn-PG xsp ybm ybo ybx yby yde ydk yee yev ygl ygm ygr ygw yis ykk ykm ykr yla ylb yle ylg yll ylu ymb yml
Latn-PG ymo ymp ynb ynl yob yon yra yrb yrw yss ytw yuj yut yuw ywa yyu zeg zgr zia zik zmh zsa zsu zuh
Latn-IT aae cim cms egl fur ims it lij lld lmo mhn nap nrp pms rgn sbv sc scn sdc sdn sro svm vec xrr xum xvo
Latn-IT xvs
Mlym-IN aaf all kev kfh mjq mjr mjv ml pcf pcg pkr udg yea
Latn-CM aal abb add ael agq ags aku anv asj ass ato azo baf bag bas bav baw bbi bbj bbk bbq bbw bbx bby bce
Latn-CM bcw bdn bdu beb bec bfd bfj bfm bfp bgf bgj bhs biw bju bkc bkh bkm bko bmo bmv bnz boe bpc bqd bqm
Latn-CM bqo bqt bqz bri bse bsi bss btc bum bvg bvm bwh bwt bxp bxs byb byv bzv ckx cnq cuv dae dbq dii dkx
Latn-CM dme dmm dmo dow dua dur duz ekm emn emz eto ewo fak fal fll fmp gid gis giz gke gmm gmn gnd gou gyi
Latn-CM hij hna hya isu iyo jbu jgo jia jim kdz ken kfl kfn kid kkj klc kme kmp knp kot kqx ksf kvj kvm kwu
Latn-CM kzr lbi lem leo lfa lmp lmx lns luw maf mbo mcp mcs mct mcu mdd mea meq mfd mff mfh mfj mfk mgg mgo
Latn-CM mhk mif mij mkk mlb mlr mlw mmu mnf mpi mqb mru msv mtk mua muc mug muo muy mxf mxu myg mzd nbv ncr
Latn-CM ndb ndu nfu nge ngj ngn ngv ngy nhu njj njy nkc nla nmg nml nmr nnh nnz nsh nvo nwe nza obl oku ost
Latn-CM ozm pbi pfe pmm pmn pny sgi sox swq szv tik toz tsh ttf tui tvu twn udl uiv usk vut weh wes wok www
Latn-CM xed xmb xmd xmg xmj yam yas yat yav ybb yei yko zhw zuy
Latn-BR aan aap acs adw ait ama api apn apu apv apy aqz arj ark arr aru arx asn asu atr atx avo avv awe awt
Latn-BR axg bkq bor ccd cin cul des dny fun gqn gta gub gun gvc gvj gvo gvp hir hix hrx irn jaa jbt jua jup
Latn-BR jur kav kay kbb kbc kgk kgp kmv knm knt kpj kpn kqq kre ktn ktx kui kuq kwa kxo kyr kyz kzw lkd ltn
Latn-BR mav mbc mbj mbl mdz mmh mmv mnd mpd mpq mpu mpw msp myp myu mzo mzr nab nuc opy orw oti otu oym pab
Latn-BR pad paf pah pak pav pax paz pir plu pog pok prr pt pth pto pur pyn ram rkb sae shb sik skf slj sru
Latn-BR suy swo swx tae taf tba tca ter tgv tka tkf tme tpk tpn tpr tpy tqb trz tud tuo tux twt txi txu uam
Latn-BR umo unk urb urp uru urz vkm waf wau waw wca wir wmd wsu wyr xai xaj xat xav xbw xer xet xir xiy xkr
Latn-BR xmo xok xoo xor xpk xpn xra xre xri xtw xwa xxr xyl yab yaw ybn yrl yro ywn zkp
Arab-DZ aao arq grr kcy mey mzb tjo
Latn-US aaq acv aes aht akz ale apj apk apl apm apw ari arp ats atw cad cea chh chl chn cho chy cic ciw cjh
Latn-US cku clm col com coq crd cro crz csm css cst csz ctc ctm cup dak del ems en esi ess esu eya fla frc
Latn-US gul haa haw hid hoi hop hup hwc ik iml ing iow kee kic kio kjq kju kla koy krb ksk ktw kuu kyh kyl
Latn-US lkt lmw lou lui lut mez mhq mia mik mjd mjy mnr mod mov mrc mus myh ncz nez nmu nnt nok nsq nsz nv
Latn-US obi oma ood pao par paw pdc peb peq pim pmw pom poo pot puy qua qui qun qwt qyp sac see ser shh sht
Latn-US sis sjw ska skd slh sln sno spo taa tau tcb tew tfn til tix tli tol tow tqn tqw tub tun tuu twa twf
Latn-US uma unm ute veo waa wac wam was wic win wiy wnw wyn xaw xch xnt xpq yak yok yuc yuf yum yur zun
Latn-TZ aas asa bdp bds bez bou ccl cwa cwe dhs dne doe egm fip gmx gog gow gwe han haq hay heh hka hts ikz
Latn-TZ irk isn jit jmc kcu kcz kdc kde ked kiv kiz kki kqh ksb kuj kya lag mgq mgs mgv mgw mgy mgz mhd mjh
Latn-TZ mpa mvw mwe ndg ndh ndj ngp ngq nih nim njd nkt nnq now nsg ntk nww nxi nym nyy old pbr piw poy reg
Latn-TZ rim rnw rof ruf rui rwk rwl sad sbk sbm sbp seg soz ssc suj suk suw sw tcc tny vid vin vun wbh wbi
Latn-TZ wbj wka wtb wun xnj zaj zak zga zin ziw
Grek-GR aat cpg ecr el grc pnt tsd yej
Latn-ID aax aaz abs abz ace adn adr afz agf ahh aip air akb akc akg alo alp amk amq amv and aol aos aoz apg
Latn-ID apx aqm asc asi asl asy asz atq auq auu auw awh awr aws awu awv awy ayz bac baj ban bay bbc bcd bdb
Latn-ID bdl bdw bdx bed bei bep beu bew bfe bfg bgb bgv bgy bgz bhc bhp bhq bhv bhw bhz bjn bkl bkn bkr bkz
Latn-ID bld blf blj bls blz bna bnd bne bnf bnq bnu bnv bpg bpo bpp bpq bpv bpz bqb bqq bqr brp brs bsa bsm
Latn-ID bsu bti btj bts btx bty btz bug bup bve bvk bvt bvu bvz bwp byd byl bzb bzl bzn bzp bzq bzu cia cml
Latn-ID cns daz dbe dbf dbn ddw dei dem dij diy djo dkk dmr dms dmu dmy dna dni dnk dnt dnw dok drn dsn dun
Latn-ID dup duq duv duw ebc eip ekg emb emw end eno enr ert erw etz fau flh frd gak gay gbi gef gei ges gop
Latn-ID goq gor grs gzn had hap heg hik hji hmu hov hrk hti htu hud huk huw hvn ibu id ihb ihp ila ilu imr in
Latn-ID ire irh irx ism itd itx iwo jal jaq jau jax jbj jbr jei jel jka jmd jv jvd jw kax kbi kbv kcd kdw kdy
Latn-ID kei kgb kge kgq kgr kgv kgw kgx khc khd khe khh khp kig kiq kiy kja kjc kje kjk kjr kkb kkl kkv kkx
Latn-ID kli klw kly klz kmt knd knl knx kod kpd kpi kpq kps kpu kqv krz ksx kti kts ktt kuc kuk kuv kvb kvd
Latn-ID kvh kvo kvp kvr kvv kvw kvz kwe kwh kwr kwt kxq kyd kyo kyt kzb kzd kzf kzl kzm kzp kzu kzv kzx kzz
Latn-ID lau law lbw lbx lcc lcd lce lcf lcl lcq lcs lev lew lex ley lgi lhh lio liw lix lje lji ljl ljp llg
Latn-ID llm llq lmf lmj lmq lmr lmy lnd loa loe lox lpe lrn lrt lti ltu lur lvu lwe lwt mad mak max mdr mej
Latn-ID mfb mfp mgf mgk mhp mhs mhy mhz min mkn mky mli mmb mnb mnu mnx mnz mog mok moq mpy mqa mqc mqf mqg
Latn-ID mqi mqj mqn mqo mqp mqr mqs mqx mqy mrf mrx mrz msf msg msl mso mss mtd mtg mth mtj mui mvd mvp mvr
Latn-ID mvs mvx mwv mxd mxn mxz myl mzq naa nae nbn nbq ndx nea nec ner nfa nia nij nil nir njs nkj nks nlc
Latn-ID nlk nni nps npy nqm nsy nxe nxg nxl nxx oia oni onx opk orz otd pas pdn pdo pea pee pel pey pgu pku
Latn-ID ple plh pmf pmo pmy pnc pni pnp pns ppk ppm pru psa pse psn ptn ptt ptu puc pud puf puj put rac ran
Latn-ID raz reb rej ret rgu rir riu rjg rmh rmm rnn rob ror row rth saj sao sas sau saw sbg sbr sbt sbx scg
Latn-ID sda sdq sdu set seu sge sgu sjb skh ski sko skv skx skz slg slp slu sly slz smr smw snu sob spb spi
Latn-ID spr sre srl srt srw ssq ste su sve swr sws swt swu sxn sya szb szn szp szw tad tbp tby tcg tcm tcq
Latn-ID tdi tdj tdn tds tev tfo tft tip tjg tkx tlb tld tlg tlk tln tlt tlu tlv tmg tmj tml tmn tmu tni tnm
Latn-ID tnt tnw tom toy tpf tpg tre trt tti ttn ttp tty tuj tve tvm tvo tvw twe twg twu twy txe txm txn txq
Latn-ID txs txt tyn tzn udj ues uhn uka ulf ulm ulu ums unz urn ury vbb vkk vkl vko vkt vme vms vto wad wah
Latn-ID wai wbb wbe wbw weo wet wew wfg wgo wha whk whu wkd wli wlw wmm wms wng wnk wno wod woi woo wor wow
Latn-ID wrp wru wrx wsa wtw wul wuy xau xay xbr xdy xem xkd xke xkl xkn xkq xks xkw xmm xmt xmx xmz xod xse
Latn-ID xte xwr xxk xxt yac yet yir yki yli ymn yrs yva zbt zka zrs
Cyrl-GE ab os
Latn-CI aba abi abu adj ahi ahm ahp ald any ati avi bci bet bev bjw bqv btg das dic dnj dyi ebr ega eot esm
Latn-CI ggu gie gnj goa god gov gud gwa gxx hwa jek jod jud kfo kga kqm ktj kwp kxb kyf kzc lda loi lor mka
Latn-CI moa mtb mxx neb ney nhb nku nwb plr pye seb sef sev ted tgw tjn wan wec wob xgb yre
Latn-PH abc abd abp abx agk agn agt agv agy agz akl alj apf aqn atd atk atl atm atp att atz ays ayt azt bfx
Latn-PH bgi bgs bik bjx bkd bks bku bln blw blx bnc bnj bno bpr bps btn bto btw bvy bya cbk cbw ceb cgc clu
Latn-PH cps cts cyo daw dgc due dul duo duy dyg ebk esy fbl fil gad gdg hil hnn ibg ibl ifa ifb ifk ifu ify
Latn-PH ilk ilo ilp inn iry isd itb iti itt itv ity ivb ivv iwk kak kkg klg kll kmd kmk kml knb kne kqe krj
Latn-PH ksc ksn ktq kyb kyj kyk kyn laa lbl loc mba mbb mbd mbi mbs mbt mdh mkx mlz mmn mqk mrw mry msb msk
Latn-PH msm mta mtw obk obo pag pam plc plv plw prf prh pwm rbk rbl rol sbl sfe sgb sgd sjm skn slm smk sml
Latn-PH snl srg srv ssb sse stb suc syb tbl tbw tdy tgn tgt tis tiu tiy tl tsg twb ubl vbk war xnn xsb yka
Latn-PH yog
Latn-CA abe alq asb atj bcr bea bla blc bue caf cay chp clc coo crg crx den dgr dtd geh git gwi hai has hax
Latn-CA hei hur ikt kkz kut kwk lil mic moe moh ncg nuk ojb ojc ojw oka one ono otw pdt pqm scs sec sek shs
Latn-CA squ srs sto str tce tgx thp tht tsi ttm tus wdt
Latn-MY abf bdg bdr bnb bny bsy bth btq ccm cwg dbj dkr dmg dmv dpp drg dro dtb dtp dtr gnq grm iba ilm jah
Latn-MY jak jhi kag knq kns kqr kqt kve kxi kxn kyi kys kzi kzs lhn lkj llk lnh low lra mcm mel meo mhe mnq
Latn-MY mqq ms msi mvv mxr mzt nrm ntd orn ors pez plz pna pne pnm ree ruu sbo sdo sdx sea sib skp sne snv
Latn-MY spg srk ssm sza szc tea tgb tgq tih tmo tmw trx ttw txa txx umi xbn xky zbc zbe zbw zlm zmi
Arab-TJ abh
Rjng-ID abl
Cyrl-RU abq ady agx akv alr alt ani aqc atv av ba bph bua ce chm cji ckt clw cu cv dar ddo dlg enf enh eve
Cyrl-RU evn gdo gin gld huz inh itl jdt kap kbd kca ket khv kim kjh koi kpt kpy krc krk kum kv kva lbe lez
Cyrl-RU mdf mns mrj mtm mud myv ndf neg nio niv nog oaa oac omk orv ru rut sah sel sia sjd sjt sty tab tin tt
Cyrl-RU tyv ude udi udm ugh ulc xal xas xdq xpm xrm xrn xwo ykg ynk yrk ysr yug yux zko zkz
Latn-GH abr acd ada adq afh afu aha ak akp anf avn bim biv bov bwu cko cli cll cpn dag dga doy ee gaa gjn gpe
Latn-GH gur gwx hag jmr jwi kma kph kus kye lar lef lgq lig lip maw mzw naw ncu nfr nko nkq nlu nnu ntr nyb
Latn-GH nzi saf sfw sig sil snw ssl tcd tpm vag wlx wss xkt xon xsm xxb
Arab-BH abv
Latn-CO aca ana ano ans arh bao bdc bmr bsn cbb cbc cbd cbg cbv cby chb cmi coe crf cto cub cui gob guc guh
Latn-CO gum guo hto icr inb inj kbh kog kpc kvn kwi mbn mbp mbr mcl mot myy noa noj pbb pij pio pln pui sja
Latn-CO slc snn sri tav tbn tdc ten tit tnb tnc tnd ttk tue tuf ycn ynu yui yup
Latn-LC acf
Latn-UG ach adh cgg gwr ikx kcn kdi kdj keo koo kpz laj lg lgg lke lsm lth luc mhi myx ndp nuj nyn nyo nyp
Latn-UG rub ruc rwm snm teo teu tlj ttj xog
Arab-IQ acm ayp bjm ckb sdb sdf
Latn-CN acn aeu atb bca bfc bfs blr buh bwx byk cng cpx cqd doc dta duu ers hma hmm hmn hmp hms hmw hmy hmz
Latn-CN hni hrm ili ium jiu jiy kmc lhi lhu lic mjg mji mmd mmr mnp muq nru nuf nxq pcc pmi pmj sce slr tji
Latn-CN tjs vwa wbm ybe ycl za zhn zyj
Arab-YE acq ayh ayn sqt
Latn-GT acr agu caa cac cak ckz itz ixl jac kek kjb knj mam poc poh quc qum quv ttc tzj usp xin
Latn-NL act drt dum fy gos li nl odt ofs stl twd zea
Latn-EC acu auc cbi cof jiv mue qud qug quw qvi qvj qvz qxl qxr sey teb zro
Arab-SA acw ars
Arab-OM acx adf bhm hoh hss luv shv zum
Latn-CY acy
Latn-SD acz bdi daj dec dil fvr gza hbn jle jum kcp kec keg kgo kib kko liu lmd lro mls mor nyi otr shj shw
Latn-SD tag taz tbi teq tey tic udu xom xtc zag zmo
Latn-TL adb bfn bkx ddg gal hbu idt kem krd lka lva mgm mjb mkz nxa tdt tet tkd wlh wmh
Latn-TG ade ahl aks ayg bqg bud gej gng ife kbp kdh kef keu kpo las mfq nmz wci wud
Latn-AU adg adt aea aer aid ajn alh aly amg amx amy amz ant aoi ard are avm awg awk axe axl ayd bcj bck bdy
Latn-AU bia bjb bjy bpl bpt bvr bxi bxj bxn bym bzr coa dax dbl dda ddj ddr dgn dgt dgw dhg dhl dhr dhu dhx
Latn-AU dif dja djb djd djf dji djj djn djr djw dmd dmw drl dth dwu dwy dyb dyd dyn dyy dze eaa err fln gbb
Latn-AU gbd gbu gbw gcd gdc gdh gdj gdt ggd gge ggk gia gih giy gjm gjr gko gll gma gmr gni gnl gnn gnr gtu
Latn-AU gue guf gup gvn gvy gwm gwu gww gyd gyf gyy hrp ibd ihw iin ikr ilg jan jao jay jbi jbw jig jng jui
Latn-AU kba kbe kda kdd kgl kgs kjn kkp kky kld ktd ktg kux kuy lby lbz lja ljw ljx lkm lku llj lmc lnj lnw
Latn-AU lrg mec mem mep mfr mhg mpb mpc mph mpj mvl mwf mwp nam nay nbj nck ngk nha nhf nid nig nji nju nlw
Latn-AU nly nmp nmv nna nnr nnv nny nrk nrl nrx ntg ntj nug nuy nwg nwo nxn nyh nys nyt nyv nyx okg olk pit
Latn-AU piu pjt pkn pmd pnj pnv pnw pti rbp rit rkw rmb rnr rop rrt rxd rxw tbh tcs tgz thd tiw tjj tjp tju
Latn-AU tjw typ ugb uky ulk umd umg ump umr ung unn urc urf uwa vka vku vma vmb vmi vml vmu waq wbp wbt wbv
Latn-AU wdj wdk wdu wdy weg wga wgg wgu wgy wie wif wig wih wij wik wil wim wkr wkw wky wlg wlu wmb wmi wmt
Latn-AU wnd wnm wnn wny woa wrb wrg wrh wri wrk wrl wrm wro wrr wrw wrz wth wua wub wur wux wwb wwr wxw wyb
Latn-AU wyi xbb xbd xbe xbg xbj xbp xby xda xdk xgd xgg xgi xgm xgu xgw xjb xjt xmh xmp xmq xmu xmy xni xnk
Latn-AU xnm xnu xny xpa xpb xpd xpf xph xpj xpl xpt xpv xpw xpx xpz xrd xrg xru xth xtv xud xul xun xut xwd
Latn-AU xwj xwk xwt xww xxm xya xyb xyj xyk xyt xyy yda yga ygi ygu yia yii yij yil ylr ynd yrm yry yty yub
Latn-AU ywg ywr yww yxa yxg yxl yxm yxu yxy yyr zku zma zmc zmd zme zmg zmj zmk zml zmm zmr zmt zmu zmv zmy
Latn-AU znk
Latn-IN adi adl aim ajz anm apt bgg bgr biu caq cdf clk crv cvg dis dln gac gnb haj hmr hra hru idb kff kfv
Latn-IN kfw kha khr kix kmm kxv lax lmk lus mhu mjw mrg mrh mxj nag nbc nbe nbi nbt nbu ncb nct njb njh njm
Latn-IN njn njo njz nkb nkd nkf nkh nki nma nme nmf nmh nmo nng nnl nph npo npu nre nri nsa nsm nzm onp pbv
Latn-IN pck pmx pub ria rnl sch sgp sii sjl smt suv tcz tgj tro trp try tvt vap vkp yim zom
Tibt-CN adx bo jya khg otb
Avst-IR ae
Arab-TN aeb sds
Arab-EG aec ar arz avl siz
Arab-AF aee aiq ask bsh glh gwt haz isk jat mhj mnj nli pbt phv prc ps psh psi sdg sgy sts tra trm uzs wbk
Arab-AF wsv xvi
Latn-NC aek aji ane aok aqr axx bpk bwa cam cir cks dhv duf fwa hvk iai jas jaz kdk mkt mrk msq nee nek nem
Latn-NC nen nua piz pme pop pri sih uve wmn yly
Latn-VN aem bdq bru cje cma cmo cnc crw cua enc giq gir hal hld hmf hmv hre hro ibh jeh jra kjm kpm kta ktv
Latn-VN kxy laq lbt lgh lha lkc lwh mlc mng mnn moo mtq neo nuo nut pac phg phh puo rad ren rgs rmx roc rog
Latn-VN scb sed stg sti stt tas tdr tkz tmm tou tsl twh tyh tyj tyl tys tyt tyz vi xao xhv zng
Arab-PK aeq bal bdz bft bgn bgp bhe brh bsk clh deh dmk dml ggg ghr gig gjk gju gwc gwf hnd hno jdg jnd jog
Arab-PK kbu khw kvx kxp lah lrk lss mby mki mve mvy nlm odk oru phl phr plk pst sbn scl sd shd skr trw ur ush
Arab-PK vgr wne xhe xka ydg
Latn-ZA af cmt fly fng gic gku kqu kqz ngh nr nsb nso oor ss st tn ts ve xam xeg xh xii zu
Arab-KW afb
Latn-MX afs amu azd azg azm azn azz cco chd chf chj chq chz cip cle clo cly cnl cnt cob coc coj cok coz cpa
Latn-MX crn csa cso cta cte ctl ctp ctu ctz cuc cut cux cuy cvn cya czn dih emm eud hch hue hus huv hve hvv
Latn-MX ixc jmx klb lac maa mab maj maq mat mau maz mbz mce mco mdv meh mfy mhc mib mie mig mih mii mil mim
Latn-MX mio mip mir mit miu mix miy miz mjc mks mmc mpm mqh mto mtu mtx mvg mxa mxb mxp mxq mxs mxt mxv mxy
Latn-MX mza mzi mzl naz nch nci ncj ncl ncx neq ngu nhc nhe nhg nhi nhk nhm nhn nhp nhq nht nhv nhw nhx nhy
Latn-MX nhz nlv npl nsu ntp nuz ocu opt ote otl otm otn otq ots ott otx otz pbe pbf pbm pbs pca pei pia plo
Latn-MX pls pmq pmz poe poi poq pos pow ppi pps pua pxm sei stp tac tar tbu tcf tcu tcw tee tep thh tku tla
Latn-MX tlc tlp toc toj too top tos tpc tpl tpp tpt tpx tqt trc trq trs tsz twr tzh tzo var vmc vmj vmm vmp
Latn-MX vmq vmx vmy vmz xpo xta xtb xtd xti xtj xtl xtm xtn xtp xts xtt xtu xty xzp yaq yua zaa zab zac zad
Latn-MX zae zaf zam zao zap zaq zar zas zat zav zaw zax zca zoc zoh zoo zoq zor zos zpa zpb zpc zpd zpe zpf
Latn-MX zpg zph zpi zpj zpk zpl zpm zpn zpo zpp zpq zpr zps zpt zpu zpv zpw zpx zpy zpz zsr zte ztg ztl ztm
Latn-MX ztn ztp ztq zts ztt ztu ztx zty
Latn-PE aga agr amc ame amr anb arl ash atc avs ayc boa cah cbr cbs cbt cbu ccc cht cjo cni cod cot cox cpb
Latn-PE cpc cpu cpy cuj hib hub hug huu hux inp iqu isc jeb jqr kaq mcb mcd mcf mts myr not oca omc omg omu
Latn-PE ore pib pig pno prq qu qub quf quk qup qur qux quy qva qvc qve qvh qvl qvm qvn qvo qvp qvs qvw qwa
Latn-PE qwc qwh qws qxa qxc qxh qxn qxo qxp qxt qxu qxw rem rgr shp sni spq trr ura yaa yad yme
Latn-CD agh alz asv bbe bbm bcp bct bhy bip biz bja bkf bkp bkt bli bmb bmg bml bni bnx boh bpj bqu brf brm
Latn-CD buf buu bwl bws bww bxg byi bzm bzo dez diz dno doo dzn efe flr fom fuu gey gix gox hav hba hem hke
Latn-CD hoo hum jgb job kbj kcv kcw kdg kel kg khx khy kkq kmw kny kpl ksv ktf ktu kty kws kzy lal lea led
Latn-CD lej lel les lgm lgz lie lik liz lmi ln lnz log lol loo loq lse lu lua luj lvl lwa mdi mdj mdk mdm mdp
Latn-CD mdq mfc mmz mnh msj mwz mxh myc nbd nbw ndk ndl ndt ndw nga ngb ngc nix niy nkw nlj nlo nnb noq nto
Latn-CD nuu nxd nyc nyg nyj nzd okc omi oml pae pem pmb pof ppp rnd shc shr skt slx smx sng soc sod soe soo
Latn-CD sop sub swf szg tap tbm tbt tek tii tll tmv tor vau won yaf yel ymg yng yns yom zla zmb zmf zmp zmq
Latn-CD zms zmw zmz zne
Deva-IN agi ahr anp anq anr asr awa bee bfb bfy bfz bgc bgd bgq bgw bha bhb bhd bhi bho bht bhu bix biy bjj
Deva-IN bns bpx bra brx cdh cdj cdn cih daq doi duh emu fmu gbk gbm gdx goj gok gon gra hi hlb hne hoc hoj
Deva-IN hoy jnl jns kex kfb kfk kfp kfq kfr kfs kfu kfx kfy khn kjo kmj knn kok kru ksz kwx kyw lae lbf lbm
Deva-IN mag mai mjl mjt mkb mke mr mrr mtr mut mwr nlx noe noi oon pch pci pgg phd pwr raj rtw rwr sa sck sgj
Deva-IN sjp srx swv tdb tkb vah vas vav vjk wbr wtm xnr
Ethi-ET agj ahg alw am anu awn bcq bst dox drs gez gmv gof gru har hdy ior kqy ktb mdx mdy muz mvz mym sgw
Ethi-ET stv ti wal wle xan zwa
Latn-SB agw aia alu apb aua aud baa bgt blb blp brr bvc bvd bxa dor faf far gga ghn gmb gri hoa jaj kji kkk
Latn-SB ksg kwd kwf kzk lga lgb lgl lgr lgu llu lvk mln mlu mnv mpr mrn mte mvo nfl ngr nke nlg nlz npx ntu
Latn-SB ojv ora pis piv rri rug sbb sky stn svs tbe tkp tkw tlr tnx tqu tva uge utp vnk vrs
Latn-VU ahb akr alm aor app aty aul bi bki bnk bnr bpa brj btr crc dix erg erk etn fnb frt fut hiw iff klv
Latn-VU krf lgk lht lkn llp lmb lml lmu lnn lpa lrv lrz lww lzl mkv mla mll mlv mlx mme mmg mmm mmw mnl mrb
Latn-VU mrm mrp mrs msn mtt mvt mwi mwo mxe nkk nmb nmk nms nnd nrg nsw nvh nwi olr omb onu pgk plb pma psw
Latn-VU ptr ptv rga rpn sax ske sku sns ssv sww tgp tgs tlm tls tmb tmi tmt tnk tnl tnn tnp tql tsr tvk upv
Latn-VU urr uur vao vlp vnm vnp vra vrt wlr wsi wwo
Latn-MM ahk anl cbl cek cey cfm ckn clj clt cmr cnb cnh cnk cnw csj csv csy cth czt dao ghk hlt jmn kac kvl
Latn-MM lpn lsi lzn mhx mwq nlq npg nqq nqy ntx nun nxk pdu prk pyy pzn raw ril rtc sez tcp tlq ukk umn weu
Latn-MM zkd zyp
Ahom-IN aho
Arab-CN aib srh ug
Latn-AG aig
Syrc-IQ aii kqd syr
Hebr-IL aij hbo he huy iw jbe jpr jrb jye lad lsd trg yhd yud
Kana-JP ain ryu
Mymr-IN aio kht ksu phk rmz
Latn-CF aiy axk bbp bdt bff bfl bjo bkg bkj bme boy bpd bqk bvq deq dgk gba gbg gbp gbq gbv gdi geq gnz gso
Latn-CF gyg kah kbn kcm ksp kuw kym liy lna lnl mcx mdn mgn mzv nbm ndy ngd ngg nmj nue nzk pnz sbz sg snj
Latn-CF sqm ukh vae yaj yky yul
Latn-SS aja atu avu bdh bdj bex bfa blm bot bvi bxb ddd dib did din dip diw dks fer gbn hom idr imt kbo koe
Latn-SS krs lgo lkr lky loh lot lpx lqr lul lwo mfz mgc mgd mqu muh mur mwu myj ndz njl nus nwm oie pga shk
Latn-SS tex tgy thu toq ukv
Latn-BJ ajg aug ayb bba beh blo bly bqa bqc cbj cib ddn dop fod fon fue gbh gbs gbx guw ica idd ijj kqk mkl
Latn-BJ mql mxl nqg nqk ntm pil soy sxw tbz tfi wem wwa xkb xwe xwl
Latn-GY ake aox brc gyn mzx pbc skw tdm wap
Xsux-IQ akk
Latn-SR ako arw djk hns jvn kww njt srm srn tri way
Latn-CG akw beq bkw bmw bok bui bvx bwz dde ebo ifm iyx kkw koh kwc kxx ldi lli mbm mdt mdu mdw mkw moj mow
Latn-CG nda ndn ngz njx nzu sdj tsa tyi tyx vif xku zmx
Latn-CL alc arn huh kuz rap yag
Laoo-LA alk brv kjg kuf lbo lo ncq ngt oyb pho sct sqq sss tth tto
Latn-XK aln
Latn-TW ami bnn ckv dru fos pwn pyu pzh ssf sxr szy tao tay trv tsu tvx uon xnb xsy ycr
Latn-TD amj bdm bdo bes bid bjv bmi bso btf bub bva bvf bvo bxv ckq daa dai dau djc dsi dzg fgr fni fui gab
Latn-TD gdk gdm glc glj glu goy gqr gvl hed hor jeu jyy kbl ker kia kie klf kou kqp kth kvf kvi kwg kwv kxj
Latn-TD kyq lap lln lme mcn mcw mdg mes mgb mge mje mlj mmy mne mou moz mpg mpk mse mub muj mvh mvu mwm myb
Latn-TD ndm nie nmc nnc nnn noy nzy rou saa sba sbj sjg sok sor swy sys tax tma tmc tng trj tug tuq ubi vkj
Latn-TD xuo zim zna zrn
Jpan-JP ams ja yoi
Syrc-SY amw lhs oar
Latn-ES an ast ca es eu ext fax gl gnc mxi osp quq rmq xaa xvn
Latn-GB ang cnx cy enm gd ghc kw oco owl pi pld rme rmw sco trl wlm
Latn-ST aoa cri pre
Latn-VE aoc bae bvv bwi car ciy cuo gae gct guu jru mcg mch mht pbg pbh pev pid spc tmz wba wpc xak xsu yae
Latn-VE yar yau yvt
Beng-BD aot bn ctg rkt sdr syl
Arab-SY apc
Arab-SD apd bej brk dgl fia
Deva-NP aph bap bhj bmj brd byh byw cdm chx ctn dhi dhw drq dry dty dus dwz emg ghe gvr gyo hut jee jml jul
Deva-NP kgj kif kip kjl kkt kle klr kra kte kyv lbr lhm lif lmh loy luu mgp mjz mrd nao ncd ne new nmm nwx
Deva-NP ola phw pum raa rab raf rav rji rjs scp skj soi suz syw taj tcn tdg tdh tge the thf thl thq thr ths
Deva-NP tij tkt ttz vay wme xsr ybh ybi
Latn-ML aqd bm bmq boo boz bxw bze bzx dba dbg dbt dbu dbw dds dgb djm dmb dsq dti dtk dtm dto dts dtt dtu
Latn-ML dux dym ffm hmb jow kao khq mwk myk nzz ses shz snk spp taq tde tst xkg
Latn-PY aqt ayo cag ceg enl enx gn guq gva mca nhd pta spn tmf tpj
Armi-IR arc
Latn-BO aro ay brg caj cao cap cas cav caw cax caz cyb ese gnw gui gyr ign ite ito jor lec mtp mzp pcp pnk
Latn-BO psm puq qul rey sar srq tna tno trn ure yuq yuz
Arab-MA ary
Beng-IN as bpy cdz der grt kdq mni rah unr unx
Sgnw-US ase
Arab-IR atn avd azb bqi def esh fa fay faz gbz glk gzi hac hrz kfm klj kmz ktl lki lrc lrl lsa luz mzn ntz
Arab-IR nyq prd qxq rdb rmt sdh sgr shm siy smy sqo srz tks tov vaf vmh xkc xkj xkp
Latn-ZM auh bem bwc ilb kqn lam leb leh loz lue lun lyn mgr mho mwn mxo nka nse sby shq sie sta toi ttl
Arab-LY auj ayl gha jbn
Latn-PF aut mqm mrq mrv pmt ray ty
Arab-UZ auz
Latn-001 avk bzt dws eo ia igs io jbo ldn lfn neu nov qya tok tzl vo
Latn-AR axb crq crt moc mzh ona plg pue qus teh tob ule vil wlv
Armn-AM axm hy hyw rmi
Latn-AZ az bdk kjj kry tkr tly ttt
Latn-GW bab bif bjg ble ccj eja kcj knf msw pbo pov
Latn-BS bah
Latn-AT bar
Bamu-CM bax
Latn-GA bbg buw dma gev kbs keb koq kzo lup mhb mye nmd nra nxo nzb pic puu sak sbw snq swj sxe syi syx tck
Latn-GA teg tsv vum wdd wum zmn
Geor-GE bbl jge ka oav sva xmf
Latn-BF bbo bfo bib bof box bwj bwq bwy bxl cme cpo dgd dgi dgs dnn dos dya dyu gna gux kfz knz kqg kst kza
Latn-BF lee lob mos nnw nti nuv pnl pnq pug rkm sbd sen sep seq sif skq sld sos stj sym tiq tsp tuz vig wbf
Latn-BF wib xrb
Latn-SN bcb bcz bda bjt bqj bsc cae cou csk cwt dyo fap ff gsl hhr krx mfv mlo ndv sav snf srr tnr wo
Latn-GN bcg bgo bmd bqf bsp bsv fuf gkp kke knu kqs ldm llc lma mbv mfg naj pbp sus tod yal zil
Orya-IN bdv bfw dso dwk gaq gbj gdb jun juy or peg rei spv uki xis zrg
Cyrl-BY be
Taml-IN bfq ctt cty era iru kfe kfi muv ta tcx vaa xub xuj
Tibt-IN bfu bkk cna jda kbg kkf lbj sbu sip spt twm zau
Cyrl-BG bg
Grek-TR bgx xpg
Cyrl-IL bhh
Syrc-GE bhn
Latn-MG bhr bmm bzc mg msh skg tdx tkg txy xmv xmw
Syrc-IL bjf tmr
Latn-BB bjs
Latn-LR blh bsq bza dee gec ggb glr gol grb grj grv gry klu kpe kqo krn kro krw kss lir lom mev mzj oub tja
Mymr-MM blk bwe csh dnu dnv hpo int jkm kjp ksw kvq kvt kxf kxk mnw mwt my obr omx pce pll pwo pyx rbb rki
Mymr-MM shn tco tjl tvn
Tavt-VN blt tyr
Latn-AO blv cjk dhm hng hol khu kmb kwy kwz lch lum mck mfu mxg nba ndq nkn nne nql nsx nye nyk olu pnd umb
Latn-AO xdo yax
Latn-SL bmf bun buy knk kno kri lia lok men tem
Latn-NE bms dje fuh fuq krt tez thz tmh twq
Latn-GQ bng bnm bvb bxc fab fan fpe nui
Latn-KE bob coh cuh dal dav dig dsh dug ebu elo enb eyo guz ida kam ki kln lkb lko lks lri lrm lto lts luo
Latn-KE luy lwg mas mer mlk muu mws niq nle nyd nyf oki omt orc pkb pko rag rel saq sgc sgm ssn sxb tec tga
Latn-KE thk tuv tuy tvs
Latn-FR br co emx fr frm fro frp obt oc pcd pro xbm
Khmr-KH brb km krr krv okz pcb rka smu tpu xhm
Latn-BW brl gnk gwj hio hnh huc mhw nhr nmn shg two tyu xkv yey
Latn-CR brn bzd cjp gut
Tibt-BT bro cgk dka dz dzl goe kjz lkh luk lya neh npb ole sgt tgf tsj xkf
Knda-IN brw kfa kfd kfg kn tcy vmd
Latn-BA bs
Latn-BN bsb kxd
Batk-ID btd btm
Deva-PK btv
Latn-YT buc
Latn-FJ bwb fj goo llx lmv rtm wyy
Latn-MZ bwg cce chw cwb dmx eko llb mgh mhm mny ndc ngl nyu phm rng seh tke toh tsc twl twx vmk vmr vmw wmw
Latn-MZ xmc xnq xsq yao ymk
Cyrl-MN bxm mn ykh
Mong-CN bxu mnc mvf
Ethi-ER byn tig
Thai-TH bzi cbn cog kdt kjt kxm lwl mkm mpz mra nyl nyw pht phu prt pww skb sou th thm tts ugo urk yoy
Latn-BZ bzj mop
Latn-NI bzk miq mom mtn rma sut ulw yan
Latn-HN cab jic pay
Latn-MP cal tpv
Cakm-BD ccp tnv
Latn-SV ccr len ppl
Telu-IN cde gau key kfc lmn mju nit ort pcj te wbq yeu
Gujr-IN cdi dhn dho dub gas gbl gu
Hans-CN cdo cjy cnp csp czh gan hak hnm hsn luh nan sjc wuu zh
Latn-GU ch
Arab-TM chg
Latn-FM chk kos kpg mkj mrl ngm nkr nmt nuw pfa pif pon puw stw uli woe yap
Cher-US chr
Arab-KH cja
Cham-VN cjm
Latn-RU cjs izh krl lud olo vep vot
Latn-HR ckm dlm hr ist ruo
Soyo-MN cmg
Copt-EG cop
Latn-NR cpi na
Cans-CA cr crj crk crl crm csw iu nsk oj ojs
Latn-VC crb svc
Cyrl-UA crh jct rue uk
Latn-SC crs
Latn-CZ cs
Latn-PL csb pl prg rml sli szl wym
Pauc-MM ctd
Latn-PA cuk emp gym sab scf tfr
Lana-CN cuu
Hebr-CZ czk
Latn-DK da jut rmd
Arab-IN dcc hkh ks prx
Latn-VI dcr
Latn-DE de dsb frk frr frs gmh goh hsb ksh nds osx pfl stq swg vmf wep yec
Latn-NA diu fwe hgm hz kj knw ktz kwm kwn lnb naq ng sbs vaj xuu
Medf-NG dmf
Cyrl-KG dng ky
Latn-ZW dov kck kdn mxc nd nmq sn
Latn-PT drc mwl
Tibt-NP dre ght kgy muk
Thaa-MV dv
Cprt-CY ecy
Egyp-EG egy
Latn-BD ekl mjx pkh tpe usi
Kali-MM eky kvy kyu
Latn-GF eme gcr
Gonm-IN esg
Latn-EE et ie vro
Ital-IT ett osc pgn xve
Latn-FI fi rmf smn sms
Latn-SA fif
Latn-SE fit ovd rmu sje sju sma smj sv
Latn-NO fkv nb nn no rmg se
Latn-FO fo
Arab-CM fub mfi
Latn-WF fud wls
Latn-IE ga sga sth yol
Latn-MD gag
Latn-GP gcf
Latn-GD gcl
Latn-YE gdq
Latn-SO gex so xma ymm
Tfng-MA gho shi zgh
Latn-KI gil
Latf-DE gml
Linb-GR gmy
Goth-UA got
Latn-CH gsw rm rmo wae
Latn-IM gv
Deva-FJ hif
Takr-IN hii jna scu
Xsux-TR hit htx nei oht
Hluw-TR hlu
Plrd-CN hmd ktp lpo sfm ygp yna ysy ywq ywu
Bopo-CN hmj hmq
Hmnp-US hnj mww
Hani-CN how swi zch zeh zgb zgm zgn zhd zlj zln zlq zqe zyg zyn zzj
Syrc-TR hrt syc
Latn-HT ht hvc
Latn-HU hu lng ohu qwm
Yiii-CN ii nos nsd nsf nsv smh yig yiv ysd ysn ysp
Lyci-TR imy xlc
Latn-IS is
Hebr-IT itk
Arab-GN jad
Latn-JM jam
Hebr-UA ji yi
Hang-KR jje okm
Hebr-PS jpa
Cyrl-UZ kaa
Latn-DZ kab shy thv
Bali-ID kaw
Arab-NE kby
Latn-LT kdr lt olt sgs
Latn-CV kea
Talu-CN khb
Thai-LA khf mlf
Brah-IR kho xtq
Latn-TR kiu ku lzz tr tru uby zza
Cyrl-KZ kk
Lana-MM kkh stu
Latn-GL kl
Latn-PK kls wbl
Kore-KR ko
Latn-ER kun nrb ssy
Latn-MW kzn lai lon nkv ny nyr swk tog tum
Latn-VA la
Lina-GR lab
Latn-LU lb
Latn-LA lbn lvi
Thai-CN lcp lwm
Lepc-IN lep
Lisu-CN lis
Latn-LV liv ltg lv
Hant-CN ltc lzh
Latn-CU luq
Latn-GM man mnk wof
Latn-SG mbf
Arab-TD mde shu
Arab-TH mfa
Latn-MU mfe
Latg-IE mga
Latn-MH mh
Latn-NZ mi rrm
Mand-IQ mid
Cyrl-MK mk
Latn-RO mo ro rom rup
Latn-TH mqt
Mroo-BD mro
Latn-MT mt
Mand-IR myz
Latn-NU niu
Wcho-IN nnp
Lana-TH nod
Runr-SE non
Nkoo-GN nqo
Latn-JE nrf
Runr-GB nrn
Tnsa-IN nst
Yiii-VN nty
Latn-TO num to
Newa-NP nwc
Phnx-JO obm
Hani-KR oko
Mtei-IN omp
Modi-IN omr
Osge-US osa
Java-ID osi tes
Arab-TR ota
Orkh-MN otk
Gran-IN oty
Ougr-CN oui
Guru-IN pa
Phli-IR pal
Latn-CW pap
Cyrl-TJ paq sgh tg yai
Latn-PW pau sov tox
Xpeo-IR peo
Khar-PK pgd
Ogam-IE pgl
Phnx-LB phn
Latn-NF pih
Brah-IN pka pmh psu
Latn-CK pkp pnh rar rkh
Latn-TN pml
Latn-RE rcf
Rohg-MM rhg
Latn-MA rif tzm
Latn-SK rmc sk
Latn-RS rmn
Latn-BI rn
Cyrl-RS rsk sr
Latn-GR ruq
Latn-RW rw
Samr-PS sam
Olck-IN sat
Saur-IN saz
Latn-LK sci
Grek-IT scx
Sinh-LK si
Latn-SI sl
Latn-WS sm
Samr-IL smp
Tavt-TH soa
Sogd-UZ sog
Latn-AL sq
Sora-IN srb
Arab-AE ssh
Arab-YT swb
Runr-DE sxu
Syrc-IR syn
Latn-KH syo
Tagb-PH tbk
Latn-TC tch
Tfng-NE tda
Tale-CN tdd
Latn-TT tgh trf
Tale-LA thi
Latn-TM tk
Latn-TK tkl
Latn-PR tnq
Latn-TV tvl
Tang-CN txg
Toto-IN txo
Ugar-SY uga
Grek-GE uum
Latn-UZ uz
Vaii-LR vai
Latn-SX vic
Latn-BE vls wa
Arab-ID wlo
Arab-KM wni zdj
Gong-IN wsg
Aghb-AZ xag
Chrs-UZ xco
Cari-TR xcr
Latn-BT xkz
Lydi-TR xld
Elym-IR xly
Mani-CN xmn
Merc-SD xmr
Narb-SA xna
Latn-EG xnz
Ogam-GB xpi
Prti-IR xpr
Sarb-YE xsa
Sidt-TR xsd
Marc-CN xzh
Latn-TJ yah
Hebr-DE yih
Hant-HK yue
Arab-001 zba
Tfng-MR zen
Kits-CN zkt
Hebr-FR zrp
"""

TOGETHER = """\
abq abq-Latn=Latn-TR abq-TR=Latn-TR
arc arc-Hatr=Hatr-IQ arc-Nbat=Nbat-JO arc-Palm=Palm-SY und-Armi=Armi-IR und-Elym=Elym-IR und-Hatr=Hatr-IQ
arc und-Nbat=Nbat-JO und-Palm=Palm-SY
az az-Arab=Arab-IR az-IQ=Arab-IQ az-IR=Arab-IR az-RU=Cyrl-RU und-Arab-AZ=Arab-AZ und-AZ=Latn-AZ
az und-Cyrl-AZ=Cyrl-AZ
bap bap-Krai=Krai-IN und-Krai=Krai-IN
cu cu-Glag=Glag-BG und-Glag=Glag-BG
en en-Shaw=Shaw-GB und=Latn-US und-Latn-AE=Latn-AE und-Latn-BD=Latn-BD und-Latn-BG=Latn-BG
en und-Latn-BT=Latn-BT und-Latn-CC=Latn-CC und-Latn-EG=Latn-EG und-Latn-ER=Latn-ER und-Latn-ET=Latn-ET
en und-Latn-GR=Latn-GR und-Latn-HK=Latn-HK und-Latn-IL=Latn-IL und-Latn-IN=Latn-IN und-Latn-IQ=Latn-IQ
en und-Latn-JO=Latn-JO und-Latn-KZ=Latn-KZ und-Latn-LB=Latn-LB und-Latn-LK=Latn-LK und-Latn-MO=Latn-MO
en und-Latn-MV=Latn-MV und-Latn-NP=Latn-NP und-Latn-PK=Latn-PK und-Latn-SD=Latn-SD und-Latn-SS=Latn-SS
en und-Latn-TH=Latn-TH und-Latn-YE=Latn-YE und-Shaw=Shaw-GB
ff ff-Adlm=Adlm-GN und-Adlm=Adlm-GN
ha ha-CM=Arab-CM ha-SD=Arab-SD und-Arab-NG=Arab-NG und-NE=Latn-NE
hak hak-Hant=Hant-TW hak-TW=Hant-TW
hnj hnj-Hmng=Hmng-LA und-Hmng=Hmng-LA und-Hmnp-AU=Hmnp-AU und-Hmnp-FR=Hmnp-FR und-Hmnp-GF=Hmnp-GF
hnj und-Hmnp-LA=Hmnp-LA und-Hmnp-MM=Hmnp-MM und-Hmnp-SR=Hmnp-SR und-Hmnp-TH=Hmnp-TH
kk kk-AF=Arab-AF kk-Arab=Arab-CN kk-CN=Arab-CN kk-IR=Arab-IR kk-MN=Arab-MN und-Arab-MN=Arab-MN
ku ku-AM=Cyrl-AM ku-Arab=Arab-IQ ku-AZ=Cyrl-AZ ku-Cyrl=Cyrl-AM ku-GE=Cyrl-GE ku-IQ=Arab-IQ ku-IR=Arab-IR
ku ku-LB=Arab-LB ku-TM=Cyrl-TM ku-Yezi=Yezi-GE und-Latn-AM=Latn-AM und-Latn-SY=Latn-SY und-Yezi=Yezi-GE
ky ky-Arab=Arab-CN ky-CN=Arab-CN ky-Latn=Latn-TR ky-TR=Latn-TR und-Cyrl-KG=Cyrl-KG und-KG=Cyrl-KG
lif lif-Limb=Limb-IN und-Limb=Limb-IN
lzz lzz-GE=Geor-GE lzz-Geor=Geor-GE
man man-Nkoo=Nkoo-GN und-Nkoo=Nkoo-GN
mey mey-Latn=Latn-SN mey-SN=Latn-SN
mn mn-CN=Mong-CN mn-Mong=Mong-CN und-Cyrl-MN=Cyrl-MN und-MN=Cyrl-MN und-Mong=Mong-CN
ms ms-CC=Arab-CC und-Arab-BN=Arab-BN und-Arab-CC=Arab-CC und-Arab-ID=Arab-ID und-BN=Latn-BN und-CC=Arab-CC
ms und-MY=Latn-MY
nan nan-Hant=Hant-TW nan-MO=Hant-MO nan-TW=Hant-TW
pa pa-Arab=Arab-PK pa-PK=Arab-PK und-Guru=Guru-IN
pal pal-Phlp=Phlp-CN und-Phli=Phli-IR und-Phlp=Phlp-CN
pi pi-Deva=Deva-IN pi-IN=Deva-IN pi-LK=Sinh-LK pi-MM=Mymr-MM pi-Mymr=Mymr-MM pi-Sinh=Sinh-LK pi-TH=Thai-TH
pi pi-Thai=Thai-TH
pnt pnt-Cyrl=Cyrl-RU pnt-Latn=Latn-TR pnt-RU=Cyrl-RU pnt-TR=Latn-TR
sd sd-Deva=Deva-IN sd-IN=Deva-IN sd-Khoj=Khoj-IN sd-Sind=Sind-IN und-Khoj=Khoj-IN und-Sind=Sind-IN
sr sr-ME=Latn-ME sr-RO=Latn-RO sr-TR=Latn-TR und-Cyrl-BA=Cyrl-BA und-Cyrl-ME=Cyrl-ME und-Cyrl-RS=Cyrl-RS
sr und-Cyrl-XK=Cyrl-XK und-ME=Latn-ME und-RS=Cyrl-RS
stu stu-CN=Tale-CN stu-Tale=Tale-CN und-Lana-MM=Lana-MM
tg tg-Arab=Arab-PK tg-PK=Arab-PK und-Cyrl-TJ=Cyrl-TJ und-TJ=Cyrl-TJ
ug ug-Cyrl=Cyrl-KZ ug-KZ=Cyrl-KZ ug-MN=Cyrl-MN und-Arab-CN=Arab-CN
es und-419=Latn-419 und-AR=Latn-AR und-BO=Latn-BO und-CL=Latn-CL und-CO=Latn-CO und-CR=Latn-CR und-CU=Latn-CU
es und-DO=Latn-DO und-EA=Latn-EA und-EC=Latn-EC und-ES=Latn-ES und-GQ=Latn-GQ und-GT=Latn-GT und-HN=Latn-HN
es und-IC=Latn-IC und-MX=Latn-MX und-NI=Latn-NI und-PA=Latn-PA und-PE=Latn-PE und-PR=Latn-PR und-SV=Latn-SV
es und-UY=Latn-UY und-VE=Latn-VE
ca und-AD=Latn-AD
ar und-AE=Arab-AE und-Arab=Arab-EG und-BH=Arab-BH und-DZ=Arab-DZ und-EG=Arab-EG und-EH=Arab-EH und-IQ=Arab-IQ
ar und-JO=Arab-JO und-KM=Arab-KM und-KW=Arab-KW und-LB=Arab-LB und-LY=Arab-LY und-MA=Arab-MA und-MR=Arab-MR
ar und-OM=Arab-OM und-PS=Arab-PS und-QA=Arab-QA und-SA=Arab-SA und-SD=Arab-SD und-SS=Arab-SS und-SY=Arab-SY
ar und-TD=Arab-TD und-TN=Arab-TN und-YE=Arab-YE
fa und-AF=Arab-AF und-Arab-AF=Arab-AF und-Arab-IR=Arab-IR und-Arab-TJ=Arab-TJ und-IR=Arab-IR
xag und-Aghb=Aghb-AZ
aho und-Ahom=Ahom-IN
sq und-AL=Latn-AL und-Elba=Elba-AL und-Latn-MK=Latn-MK und-Todr=Todr-AL und-Vith=Vith-AL und-XK=Latn-XK
hy und-AM=Armn-AM und-Armn=Armn-AM
pt und-AO=Latn-AO und-BR=Latn-BR und-CV=Latn-CV und-GW=Latn-GW und-MZ=Latn-MZ und-PT=Latn-PT und-ST=Latn-ST
pt und-TL=Latn-TL
ur und-Arab-GB=Arab-GB und-Arab-IN=Arab-IN und-Arab-MU=Arab-MU und-Arab-PK=Arab-PK und-PK=Arab-PK
cja und-Arab-KH=Arab-KH
rhg und-Arab-MM=Arab-MM und-Rohg=Rohg-MM
mfa und-Arab-TH=Arab-TH
apc und-Arab-TR=Arab-TR
swb und-Arab-YT=Arab-YT
sm und-AS=Latn-AS und-WS=Latn-WS
de und-AT=Latn-AT und-CH=Latn-CH und-DE=Latn-DE und-LI=Latn-LI
ae und-Avst=Avst-IR
nl und-AW=Latn-AW und-BE=Latn-BE und-NL=Latn-NL und-SR=Latn-SR
sv und-AX=Latn-AX und-SE=Latn-SE
bs und-BA=Latn-BA
ban und-Bali=Bali-ID
bax und-Bamu=Bamu-CM
bsq und-Bass=Bass-LR
bbc und-Batk=Batk-ID
bn und-BD=Beng-BD und-Beng=Beng-BD
zag und-Berf=Berf-SD
fr und-BF=Latn-BF und-BJ=Latn-BJ und-BL=Latn-BL und-Brai=Brai-FR und-CD=Latn-CD und-CG=Latn-CG und-CI=Latn-CI
fr und-CM=Latn-CM und-DJ=Latn-DJ und-Dupl=Dupl-FR und-FR=Latn-FR und-GA=Latn-GA und-GF=Latn-GF und-GN=Latn-GN
fr und-GP=Latn-GP und-Latn-DZ=Latn-DZ und-Latn-KM=Latn-KM und-Latn-MA=Latn-MA und-Latn-MR=Latn-MR
fr und-Latn-TD=Latn-TD und-Latn-TN=Latn-TN und-LU=Latn-LU und-MC=Latn-MC und-MF=Latn-MF und-MQ=Latn-MQ
fr und-MU=Latn-MU und-NC=Latn-NC und-PF=Latn-PF und-PM=Latn-PM und-RE=Latn-RE und-SC=Latn-SC und-TF=Latn-TF
fr und-TG=Latn-TG und-WF=Latn-WF und-YT=Latn-YT
bg und-BG=Cyrl-BG und-Cyrl-BG=Cyrl-BG und-Cyrl-RO=Cyrl-RO
sa und-Bhks=Bhks-IN und-Gran=Gran-IN und-Nand=Nand-IN und-Shrd=Shrd-IN und-Sidd=Sidd-IN und-Tutg=Tutg-IN
rn und-BI=Latn-BI
zh und-Bopo=Bopo-TW und-CN=Hans-CN und-Hanb=Hanb-TW und-Hani=Hani-CN und-Hans=Hans-CN und-Hant=Hant-TW
zh und-HK=Hant-HK und-MO=Hant-MO und-TW=Hant-TW zh-AU=Hant-AU zh-BN=Hant-BN zh-Bopo=Bopo-TW zh-GB=Hant-GB
zh zh-GF=Hant-GF zh-Hanb=Hanb-TW zh-Hant=Hant-TW zh-HK=Hant-HK zh-ID=Hant-ID zh-MO=Hant-MO zh-PA=Hant-PA
zh zh-PF=Hant-PF zh-PH=Hant-PH zh-SR=Hant-SR zh-TH=Hant-TH zh-TW=Hant-TW zh-US=Hant-US zh-VN=Hant-VN
pap und-BQ=Latn-BQ und-CW=Latn-CW
pka und-Brah=Brah-IN
dz und-BT=Tibt-BT und-Tibt-BT=Tibt-BT
bug und-Bugi=Bugi-ID
bku und-Buhd=Buhd-PH
no und-BV=Latn-BV
ru und-BY=Cyrl-BY und-Cyrl=Cyrl-RU und-KZ=Cyrl-KZ und-RU=Cyrl-RU
ccp und-Cakm=Cakm-BD
iu und-Cans=Cans-CA
xcr und-Cari=Cari-TR
sg und-CF=Latn-CF
cjm und-Cham=Cham-VN
chr und-Cher=Cher-US
xco und-Chrs=Chrs-UZ
cop und-Copt=Copt-EG
und und-Cpmn=Cpmn-CY
ecy und-Cprt=Cprt-CY
el und-CY=Grek-CY und-GR=Grek-GR und-Grek=Grek-GR
kaa und-Cyrl-AF=Cyrl-AF und-Cyrl-IR=Cyrl-IR
mk und-Cyrl-AL=Cyrl-AL und-Cyrl-GR=Cyrl-GR und-Cyrl-MK=Cyrl-MK und-MK=Cyrl-MK
ab und-Cyrl-GE=Cyrl-GE
uk und-Cyrl-MD=Cyrl-MD und-Cyrl-SK=Cyrl-SK und-Cyrl-UA=Cyrl-UA und-UA=Cyrl-UA
kbd und-Cyrl-TR=Cyrl-TR
uz und-Cyrl-UZ=Cyrl-UZ und-UZ=Latn-UZ uz-AF=Arab-AF uz-Arab=Arab-AF uz-CN=Cyrl-CN
cs und-CZ=Latn-CZ
hi und-Deva=Deva-IN und-IN=Deva-IN und-Mahj=Mahj-IN
ne und-Deva-BT=Deva-BT und-Deva-NP=Deva-NP und-NP=Deva-NP
hif und-Deva-FJ=Deva-FJ
bho und-Deva-MU=Deva-MU und-Kthi=Kthi-IN
btv und-Deva-PK=Deva-PK
dv und-Diak=Diak-MV und-MV=Thaa-MV und-Thaa=Thaa-MV
da und-DK=Latn-DK
doi und-Dogr=Dogr-IN und-Takr=Takr-IN
et und-EE=Latn-EE
egy und-Egyp=Egyp-EG
ti und-ER=Ethi-ER und-Ethi-ER=Ethi-ER
am und-ET=Ethi-ET und-Ethi=Ethi-ET
fi und-FI=Latn-FI
fo und-FO=Latn-FO
wo und-Gara=Gara-SN und-SN=Latn-SN
ka und-GE=Geor-GE und-Geor=Geor-GE
ak und-GH=Latn-GH
kl und-GL=Latn-GL
wsg und-Gong=Gong-IN
esg und-Gonm=Gonm-IN
got und-Goth=Goth-UA
bgx und-Grek-TR=Grek-TR
gu und-Gujr=Gujr-IN
gvr und-Gukh=Gukh-NP
ko und-Hang=Hang-KR und-Jamo=Jamo-KR und-Kore=Kore-KR und-KP=Kore-KP und-KR=Kore-KR
hnn und-Hano=Hano-PH
yue und-Hant-CA=Hant-CA und-Hant-CN=Hant-CN yue-CN=Hans-CN yue-Hans=Hans-CN
he und-Hebr=Hebr-IL und-IL=Hebr-IL
yi und-Hebr-SE=Hebr-SE und-Hebr-UA=Hebr-UA und-Hebr-US=Hebr-US
ja und-Hira=Hira-JP und-JP=Jpan-JP und-Jpan=Jpan-JP und-Kana=Kana-JP
hlu und-Hluw=Hluw-TR
mww und-Hmnp=Hmnp-US
hr und-HR=Latn-HR
ht und-HT=Latn-HT
hu und-HU=Latn-HU und-Hung=Hung-HU
id und-ID=Latn-ID
is und-IS=Latn-IS
it und-IT=Latn-IT und-SM=Latn-SM und-VA=Latn-VA
ett und-Ital=Ital-IT
jv und-Java=Java-ID
eky und-Kali=Kali-MM
kaw und-Kawi=Kawi-ID
sw und-KE=Latn-KE und-TZ=Latn-TZ und-UG=Latn-UG
km und-KH=Khmr-KH und-Khmr=Khmr-KH
pgd und-Khar=Khar-PK
zkt und-Kits=Kits-CN
kn und-Knda=Knda-IN
lo und-LA=Laoo-LA und-Laoo=Laoo-LA
nod und-Lana=Lana-TH
tk und-Latn-AF=Latn-AF und-Latn-IR=Latn-IR und-TM=Latn-TM
za und-Latn-CN=Latn-CN
tr und-Latn-CY=Latn-CY und-TR=Latn-TR
kac und-Latn-MM=Latn-MM
krl und-Latn-RU=Latn-RU
trv und-Latn-TW=Latn-TW
pl und-Latn-UA=Latn-UA und-PL=Latn-PL
lep und-Lepc=Lepc-IN
lab und-Lina=Lina-GR
gmy und-Linb=Linb-GR
lis und-Lisu=Lisu-CN
si und-LK=Sinh-LK und-Sinh=Sinh-LK
st und-LS=Latn-LS
lt und-LT=Latn-LT
lv und-LV=Latn-LV
xlc und-Lyci=Lyci-TR
xld und-Lydi=Lydi-TR
mak und-Maka=Maka-ID
myz und-Mand=Mand-IR
xmn und-Mani=Mani-CN
bo und-Marc=Marc-CN und-Tibt=Tibt-CN
ro und-MD=Latn-MD und-RO=Latn-RO
dmf und-Medf=Medf-NG
men und-Mend=Mend-SL
xmr und-Merc=Merc-SD und-Mero=Mero-SD
mg und-MG=Latn-MG
bm und-ML=Latn-ML und-Nkoo-ML=Nkoo-ML
ml und-Mlym=Mlym-IN
my und-MM=Mymr-MM und-Mymr=Mymr-MM
mr und-Modi=Modi-IN
mro und-Mroo=Mroo-BD
mt und-MT=Latn-MT
mni und-Mtei=Mtei-IN
skr und-Mult=Mult-PK
kht und-Mymr-IN=Mymr-IN
mnw und-Mymr-TH=Mymr-TH
af und-NA=Latn-NA
unr und-Nagm=Nagm-IN und-Onao=Onao-IN unr-Deva=Deva-NP unr-NP=Deva-NP
xna und-Narb=Narb-SA
new und-Newa=Newa-NP
nb und-NO=Latn-NO und-SJ=Latn-SJ
sga und-Ogam=Ogam-IE
sat und-Olck=Olck-IN
otk und-Orkh=Orkh-MN
or und-Orya=Orya-IN
osa und-Osge=Osge-US
so und-Osma=Osma-SO und-SO=Latn-SO
oui und-Ougr=Ougr-CN
ctd und-Pauc=Pauc-MM
kv und-Perm=Perm-RU
tpi und-PG=Latn-PG
fil und-PH=Latn-PH und-Tglg=Tglg-PH
lzh und-Phag=Phag-CN
phn und-Phnx=Phnx-LB
hmd und-Plrd=Plrd-CN
xpr und-Prti=Prti-IR
pau und-PW=Latn-PW
gn und-PY=Latn-PY
rej und-Rjng=Rjng-ID
non und-Runr=Runr-SE
rw und-RW=Latn-RW
smp und-Samr=Samr-IL
xsa und-Sarb=Sarb-YE
saz und-Saur=Saur-IN
ase und-Sgnw=Sgnw-US
sl und-SI=Latn-SI
xsd und-Sidt=Sidt-TR
sk und-SK=Latn-SK
sog und-Sogd=Sogd-UZ und-Sogo=Sogo-UZ
srb und-Sora=Sora-IN
cmg und-Soyo=Soyo-MN und-Zanb=Zanb-MN
su und-Sund=Sund-ID
suz und-Sunu=Sunu-NP
syl und-Sylo=Sylo-BD
syr und-Syrc=Syrc-IQ
tbw und-Tagb=Tagb-PH
tdd und-Tale=Tale-CN
khb und-Talu=Talu-CN
ta und-Taml=Taml-IN
txg und-Tang=Tang-CN
blt und-Tavt=Tavt-VN
tyj und-Tayo=Tayo-VN
te und-Telu=Telu-IN
zgh und-Tfng=Tfng-MA
th und-TH=Thai-TH und-Thai=Thai-TH
lcp und-Thai-CN=Thai-CN
kdt und-Thai-KH=Thai-KH und-Thai-LA=Thai-LA
mai und-Tirh=Tirh-IN
tkl und-TK=Latn-TK
nst und-Tnsa=Tnsa-IN
to und-TO=Latn-TO
kru und-Tols=Tols-IN
txo und-Toto=Toto-IN
tvl und-TV=Latn-TV
uga und-Ugar=Ugar-SY
vai und-Vaii=Vaii-LR
vi und-VN=Latn-VN
bi und-VU=Latn-VU
hoc und-Wara=Wara-IN
nnp und-Wcho=Wcho-IN
peo und-Xpeo=Xpeo-IR
akk und-Xsux=Xsux-IQ
ii und-Yiii=Yiii-CN
sn und-ZW=Latn-ZW
"""
